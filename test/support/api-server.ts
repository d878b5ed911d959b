import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { dirname, join } from 'node:path';
import type { Lab } from './lab';

export interface Answer {
  readonly code: number;
  readonly message: string;
}

/** A kind that an API server serves. */
interface Served {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The API server of a lab, asked over kept connections: many times faster than kubectl. */
export class ApiServer {
  private readonly agent: Agent;
  private readonly port: string;
  private readonly served = new Map<string, ReadonlyMap<string, Served>>();

  constructor(private readonly lab: Lab) {
    const read = (name: string) => readFileSync(join(dirname(lab.kubeconfig), name));
    const [, port = ''] = /127\.0\.0\.1:(\d+)/.exec(read('kubeconfig').toString()) ?? [];
    this.port = port;
    const identity = { ca: read('ca.crt'), cert: read('admin.crt'), key: read('admin.key') };
    this.agent = new Agent({ keepAlive: true, maxSockets: 4, ...identity });
  }

  /** How a kind is served; undefined if it is not. */
  public kind(apiVersion: string, kind: string): Served | undefined {
    const known = this.served.get(apiVersion) ?? this.discover(apiVersion);
    this.served.set(apiVersion, known);
    return known.get(kind);
  }

  /** Asks it to create an object, as `kubectl apply` would, without keeping it. */
  public create(object: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly metadata?: { readonly namespace?: string };
  }): Promise<Answer> {
    const { apiVersion, kind, metadata } = object;
    const served = this.kind(apiVersion, kind);
    if (served === undefined) throw new Error(`${apiVersion} ${kind} is not served`);
    const namespace = served.namespaced ? `/namespaces/${metadata?.namespace ?? 'default'}` : '';
    return this.post(`${rootOf(apiVersion)}${namespace}/${served.plural}?dryRun=All&fieldValidation=Strict`, object);
  }

  public close(): void {
    this.agent.destroy();
  }

  private discover(apiVersion: string): ReadonlyMap<string, Served> {
    const { code, stdout } = this.lab.attempt(['get', '--raw', rootOf(apiVersion)]);
    const { resources }: { resources: { kind: string; name: string; namespaced: boolean }[] } =
      code === 0 ? JSON.parse(stdout) : { resources: [] };
    return new Map(
      resources
        .filter(({ name }) => !name.includes('/'))
        .map(({ kind, name, namespaced }) => [kind, { plural: name, namespaced }]),
    );
  }

  private post(path: string, object: object): Promise<Answer> {
    const options = { host: '127.0.0.1', port: this.port, agent: this.agent, method: 'POST', path };
    return new Promise((resolve, reject) => {
      const sent = request({ ...options, headers: { 'content-type': 'application/json' } }, response => {
        let text = '';
        response.on('data', chunk => {
          text += chunk;
        });
        response.on('end', () => resolve({ code: response.statusCode ?? 0, message: JSON.parse(text).message }));
      });
      sent.on('error', reject);
      sent.end(JSON.stringify(object));
    });
  }
}

const rootOf = (apiVersion: string) => (apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`);
