import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../lib/core/object-index';
import { readManifests } from '../../lib/rules/manifests';
import { admit } from '../../lib/rules/schema/admission';
import type { Schema } from '../../lib/rules/schema/schema';
import { type Answer, ApiServer } from '../support/api-server';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { mutated } from '../support/random/mutations';
import { Random, randomObject } from '../support/random/schema-objects';
import { SEED } from '../support/seed';

/** `COUNT=…` in the environment asks for more. */
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

/** Every example of every rule: what it is called and its objects. */
const EXAMPLES = join(__dirname, '..', 'unit', 'rules', 'examples');
const examples = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' })
  .filter(file => file.endsWith('.yaml'))
  .map(file => ({ file, ...readManifests(readFileSync(join(EXAMPLES, file), 'utf8'), file) }));

describeWithLab(`admission beside a real API server, seed ${SEED}`, () => {
  let lab: Lab;
  let server: ApiServer;

  beforeAll(async () => {
    lab = await startLab();
    server = new ApiServer(lab);
  }, LAB_START_MS);

  afterAll(() => {
    server?.close();
    lab?.down();
  });

  it.each(KINDS)(
    `judges ${COUNT} random objects alike: %s %s`,
    async (group, kind, version) => {
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
        const { code, message } = await server.create(object);
        if ((code === 201) !== (violations.length === 0)) differing.push({ code, message, violations, spec });
      }
      expect(differing.slice(0, 3)).toEqual([]);
    },
    600_000,
  );

  it('judges every object of every example of the rules alike', async () => {
    const objects = examples.flatMap(({ objects }) => objects);
    const namespaces = new Set(objects.flatMap(({ object }) => object.metadata?.namespace ?? []));
    lab.kubectl(['create', '-f', '-'], [...namespaces].map(toNamespace).join('\n---\n'));
    const known = objects.filter(({ object }) => server.kind(object.apiVersion, object.kind) !== undefined);
    const answers = await Promise.all(known.map(({ object }) => server.create(object)));
    const differing = known.flatMap(({ object, path }, index) => {
      const { code, message } = answers[index] as Answer;
      // A Namespace is there already, and so are definitions that no older ones may take the place of.
      const isTaken = code === 201 || code === 409 || message.includes("'safe-upgrades.gateway.networking.k8s.io'");
      const { violations } = admit(object);
      return isTaken === (violations.length === 0) ? [] : [{ path, message, violations }];
    });
    expect(differing).toEqual([]);
    expect(known.length).toBeGreaterThan(objects.length / 2);
  }, 60_000);

  it('refuses of kinds that Kubernetes brings along nothing that the API server takes', async () => {
    const random = new Random(SEED);
    const own = examples.flatMap(({ objects }) => objects.map(({ object }) => object)).filter(isBuiltIn);
    const differing: object[] = [];
    let refused = 0;
    for (let run = 0; run < COUNT * 10; run++) {
      const [changed] = mutated([random.pick(own)], random);
      if (!isBuiltIn(changed)) continue;
      const object = { ...changed, metadata: { ...changed.metadata, namespace: 'default' } };
      const { violations } = admit(object);
      if (violations.length === 0) continue;
      refused++;
      const { code } = await server.create(object);
      if (code === 201) differing.push({ violations, object });
    }
    expect(differing.slice(0, 3)).toEqual([]);
    expect(refused).toBeGreaterThan(COUNT);
  }, 300_000);
});

/** Objects of kinds whose fields are judged by their names and types alone. */
const isBuiltIn = (object?: Partial<KubeObject>): object is KubeObject =>
  typeof object?.metadata?.name === 'string' && BUILT_IN.has(JSON.stringify([object.apiVersion, object.kind]));

const BUILT_IN = new Set(
  [
    ...['v1 ConfigMap', 'v1 Secret', 'v1 Service', 'v1 ServiceAccount', 'v1 Pod', 'batch/v1 Job', 'batch/v1 CronJob'],
    ...['apps/v1 Deployment', 'apps/v1 StatefulSet', 'apps/v1 DaemonSet', 'networking.k8s.io/v1 NetworkPolicy'],
    ...['policy/v1 PodDisruptionBudget', 'autoscaling/v2 HorizontalPodAutoscaler', 'networking.k8s.io/v1 Ingress'],
  ].map(each => JSON.stringify(each.split(' '))),
);

const toNamespace = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
