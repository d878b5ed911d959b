import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { parse } from 'yaml';

/** An object of the API server. */
// biome-ignore lint/suspicious/noExplicitAny: of any kind
export type ApiObject = Record<string, any>;

export interface Answer {
  readonly status: number;
  readonly body: ApiObject;
}

/** A connection to an API server that stays open, so that looking often costs little. */
export class ApiClient {
  private readonly agent: Agent;
  private readonly server: URL;

  constructor(kubeconfig: string) {
    const { clusters, users } = parse(readFileSync(kubeconfig, 'utf8'));
    const decode = (text: string) => Buffer.from(text, 'base64');
    this.server = new URL(clusters[0].cluster.server);
    this.agent = new Agent({
      keepAlive: true,
      ca: decode(clusters[0].cluster['certificate-authority-data']),
      cert: decode(users[0].user['client-certificate-data']),
      key: decode(users[0].user['client-key-data']),
    });
  }

  /** The items of a list; none where the API server does not know the kind. */
  async list(path: string): Promise<ApiObject[]> {
    const { status, body } = await this.call('GET', path);
    return status === 200 ? body.items.map((item: ApiObject) => withKind(item, body)) : [];
  }

  /** Applies an object as a manager. */
  apply(path: string, object: ApiObject, manager: string): Promise<Answer> {
    return this.call('PATCH', `${path}?fieldManager=${manager}&force=true`, object, 'application/apply-patch+yaml');
  }

  /** Merges into an object. */
  merge(path: string, change: ApiObject, manager: string): Promise<Answer> {
    return this.call('PATCH', `${path}?fieldManager=${manager}`, change, 'application/merge-patch+json');
  }

  private call(method: string, path: string, body?: ApiObject, type = 'application/json'): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const { hostname, port } = this.server;
      const headers = { 'content-type': type };
      const call = request({ agent: this.agent, hostname, port, method, path, headers, timeout: 5000 }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          const json = response.headers['content-type']?.includes('json');
          resolve({ status: response.statusCode ?? 0, body: json ? JSON.parse(text) : { text } });
        });
      });
      call.on('timeout', () => call.destroy(new Error('no answer')));
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }
}

/** Items of a list do not say what they are. */
function withKind(item: ApiObject, { apiVersion, kind }: ApiObject): ApiObject {
  return { apiVersion, kind: kind.replace(/List$/, ''), ...item };
}
