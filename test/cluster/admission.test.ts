import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { dirname, join } from 'node:path';
import { admit } from '../../lib/rules/schema/admission';
import type { Schema } from '../../lib/rules/schema/schema';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { Random, randomObject } from '../support/random/schema-objects';

/** `SEED=… COUNT=…` in the environment repeats a run, or asks for more. */
const SEED = Number(process.env.SEED ?? Date.now() % 1_000_000);
const COUNT = Number(process.env.COUNT ?? 150);

const SCHEMAS = join(__dirname, '..', '..', 'imports', 'schemas');
const KINDS = [
  ['gateway.networking.k8s.io', 'BackendTLSPolicy', 'v1'],
  ['gateway.networking.k8s.io', 'Gateway', 'v1'],
  ['gateway.networking.k8s.io', 'GRPCRoute', 'v1'],
  ['gateway.networking.k8s.io', 'HTTPRoute', 'v1'],
  ['gateway.networking.k8s.io', 'ListenerSet', 'v1'],
  ['gateway.networking.k8s.io', 'ReferenceGrant', 'v1beta1'],
  ['gateway.networking.k8s.io', 'TCPRoute', 'v1'],
  ['gateway.networking.k8s.io', 'TLSRoute', 'v1'],
  ['extensions.istio.io', 'WasmPlugin', 'v1alpha1'],
  ['networking.istio.io', 'DestinationRule', 'v1'],
  ['networking.istio.io', 'EnvoyFilter', 'v1alpha3'],
  ['networking.istio.io', 'ServiceEntry', 'v1'],
  ['networking.istio.io', 'VirtualService', 'v1'],
  ['networking.istio.io', 'WorkloadGroup', 'v1'],
  ['security.istio.io', 'AuthorizationPolicy', 'v1'],
  ['security.istio.io', 'PeerAuthentication', 'v1'],
  ['security.istio.io', 'RequestAuthentication', 'v1'],
  ['telemetry.istio.io', 'Telemetry', 'v1'],
] as const;

function schemaOf(group: string, kind: string): Schema {
  const file = JSON.parse(readFileSync(join(SCHEMAS, `${group}_${kind}.json`), 'utf8'));
  return Object.values(file.versions as Record<string, Schema>)[0] as Schema;
}

interface Answer {
  readonly code: number;
  readonly message: string;
}

/** Asks the API server to create an object, as `kubectl apply` would, without keeping it. */
function ask(lab: Lab, agent: Agent, path: string, object: object): Promise<Answer> {
  const [, port] = /127\.0\.0\.1:(\d+)/.exec(readFileSync(lab.kubeconfig, 'utf8')) ?? [];
  const options = { host: '127.0.0.1', port, agent, method: 'POST', path: `${path}?dryRun=All&fieldValidation=Strict` };
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

describeWithLab(`admission beside a real API server, seed ${SEED}`, () => {
  let lab: Lab;
  let agent: Agent;

  beforeAll(async () => {
    lab = await startLab();
    const read = (name: string) => readFileSync(join(dirname(lab.kubeconfig), name));
    agent = new Agent({
      keepAlive: true,
      maxSockets: 4,
      ca: read('ca.crt'),
      cert: read('admin.crt'),
      key: read('admin.key'),
    });
  }, LAB_START_MS);

  afterAll(() => {
    agent?.destroy();
    lab?.down();
  });

  it.each(KINDS)(
    `judges ${COUNT} random objects alike: %s %s`,
    async (group, kind, version) => {
      const { resources } = JSON.parse(lab.kubectl(['get', '--raw', `/apis/${group}/${version}`]));
      const { name: plural } = resources.find(
        (each: { kind: string; name: string }) => each.kind === kind && !each.name.includes('/'),
      );
      const random = new Random(SEED);
      const schema = schemaOf(group, kind);
      const differing: object[] = [];
      for (let index = 0; index < COUNT; index++) {
        const spec = randomObject(schema.properties?.spec ?? {}, random, 1);
        const object = {
          apiVersion: `${group}/${version}`,
          kind,
          metadata: { name: `x${index}`, namespace: 'default' },
          spec,
        };
        const { violations } = admit(object);
        const { code, message } = await ask(
          lab,
          agent,
          `/apis/${group}/${version}/namespaces/default/${plural}`,
          object,
        );
        if ((code === 201) !== (violations.length === 0)) differing.push({ code, message, violations, spec });
      }
      expect(differing.slice(0, 3)).toEqual([]);
    },
    600_000,
  );
});
