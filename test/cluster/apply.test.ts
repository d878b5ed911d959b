import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ObjectIndex } from '../../lib/core/object-index';
import type { ResolvedMesh } from '../../lib/mesh/spec';
import { App } from '../../lib/rules/app';
import { TOPOLOGIES } from '../../lib/topologies';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { kubeconform, schemasFrom } from '../support/schemas';
import type { KubernetesObject } from '../support/synthesize';
import { BUILD_MS, buildTemplatesProgram, type TemplatesProgram } from '../support/templates-program';
import { crdsFor, namespacesFor } from '../support/topology-needs';
import { deployGateways, missingAfterAWhile } from '../support/walk/on-lab';
import { walk } from '../support/walk/walk';

const ROLLOUT_MS = 120_000;
const CLIENT = ['apply'];
const SERVER = ['apply', '--server-side', '--force-conflicts'];

/** Systems that differ from each other in their Gateways alone: they are not applied in every order. */
const isVariant = (topology: string) => topology.startsWith('prototypes/');

/** Everything of an object that applying again must leave alone. */
type State = Record<string, { generation?: number; spec: unknown }>;

let program: TemplatesProgram;

beforeAll(() => {
  program = buildTemplatesProgram();
}, BUILD_MS);
afterAll(() => program?.remove());

describeWithLab.each(Object.keys(TOPOLOGIES))('%s on a real API server', topology => {
  const turns = isVariant(topology) ? [CLIENT, SERVER] : [CLIENT, SERVER, CLIENT, SERVER, SERVER, CLIENT];
  let lab: Lab;
  let dist: string;
  let crds: readonly string[];
  let mesh: ResolvedMesh;
  let index: ObjectIndex;

  beforeAll(async () => {
    dist = mkdtempSync(join(tmpdir(), 'dist-'));
    const app = new App({ outdir: dist });
    mesh = (await TOPOLOGIES[topology]())(app).mesh;
    index = app.synth().index;
    const made = index.all.map(({ object }) => object as KubernetesObject);
    crds = crdsFor(made);
    lab = await startLab({ crds });
    for (const namespace of namespacesFor(made)) lab.kubectl(['create', 'namespace', namespace]);
  }, LAB_START_MS);

  afterAll(() => {
    lab?.down();
    rmSync(dist, { recursive: true, force: true });
  });

  const objects = () =>
    (JSON.parse(lab.kubectl(['get', '-f', dist, '-o', 'json'])) as { items: KubernetesObject[] }).items;
  const nameOf = ({ kind, metadata }: KubernetesObject) => `${kind} ${metadata.namespace ?? '-'}/${metadata.name}`;
  const state = (): State =>
    Object.fromEntries(
      objects().map(object => {
        const { metadata, status: _, apiVersion, kind, ...spec } = object;
        return [nameOf(object), { generation: (metadata as { generation?: number }).generation, spec }];
      }),
    );
  const specs = (of: State) => Object.fromEntries(Object.entries(of).map(([name, { spec }]) => [name, spec]));
  const apply = (how: string[]) => lab.kubectl([...how, '-f', dist]);
  /** Deletes everything and waits for it; the namespace `default` cannot be deleted, after which kubectl does not wait. */
  const forget = () => {
    const namespaces = objects().filter(({ kind, metadata }) => kind === 'Namespace' && metadata.name !== 'default');
    const { stderr } = lab.attempt(['delete', '-f', dist, '--wait=true', '--timeout=60s']);
    expect(stderr.split('\n').filter(line => line.startsWith('Error') && !line.includes('"default"'))).toEqual([]);
    lab.kubectl([
      'wait',
      '--for=delete',
      ...namespaces.map(({ metadata }) => `namespace/${metadata.name}`),
      '--timeout=60s',
    ]);
  };

  test('client-side apply, in a row and in turn with server-side apply, changes nothing after the first', () => {
    apply(CLIENT);
    const first = state();
    for (const how of turns) {
      apply(how);
      expect(state()).toEqual(first);
    }
  }, 120_000);

  test('kubeconform -strict accepts every object', () => {
    const schemas = mkdtempSync(join(tmpdir(), 'schemas-'));
    schemasFrom(lab.kubeconfig, crds, schemas);
    const valid = objects().length;
    expect(kubeconform(dist, schemas)).toEqual({ valid, invalid: 0, errors: 0, skipped: 0, complaints: [] });
    rmSync(schemas, { recursive: true });
  }, 60_000);

  test(
    'every Deployment and DaemonSet rolls out',
    () => {
      for (const { kind, metadata } of objects().filter(({ kind }) => ['Deployment', 'DaemonSet'].includes(kind))) {
        const rollout = [
          'rollout',
          'status',
          '-n',
          `${metadata.namespace}`,
          `${kind}/${metadata.name}`,
          '--timeout=60s',
        ];
        expect(lab.kubectl(rollout)).toContain('success');
      }
    },
    ROLLOUT_MS,
  );

  test(
    'every way in leads through what istiod makes of its Gateway to pods that are ready',
    async () => {
      deployGateways(
        lab,
        program,
        mesh,
        index.all.map(({ object }) => object),
      );
      const ways = walk(index);
      expect(ways.length).toBeGreaterThan(0);
      expect(await missingAfterAWhile(lab, ways)).toEqual([]);
    },
    ROLLOUT_MS,
  );

  test.each([
    ['client-side', CLIENT],
    ['server-side', SERVER],
  ])(
    '%s apply succeeds after istiod has closed its webhooks, and keeps its certificate',
    (_, how) => {
      const before = state();
      const webhooks = Object.keys(before).filter(name => name.startsWith('ValidatingWebhookConfiguration'));
      expect(webhooks).toHaveLength(isDelivered(before) ? 0 : 2);
      for (const name of webhooks) closeWebhook(lab, name.split('/')[1]);
      apply(how);
      const after = state();
      const expected = structuredClone(before);
      for (const name of webhooks) {
        // the fields go back to what was applied; istiod sets them again when it sees the change
        const {
          webhooks: [webhook],
        } = expected[name].spec as { webhooks: { clientConfig: { caBundle?: string } }[] };
        webhook.clientConfig.caBundle = CA_BUNDLE;
        expected[name].generation = after[name].generation;
      }
      expect(after).toEqual(expected);
    },
    ROLLOUT_MS,
  );

  if (isVariant(topology)) return;

  test(
    'server-side apply first, then client-side: only the record of client-side apply is new',
    () => {
      forget();
      apply(SERVER);
      const first = state();
      apply(SERVER);
      expect(state()).toEqual(first);
      apply(CLIENT);
      const second = state();
      expect(specs(second)).toEqual(specs(first));
      const renumbered = Object.keys(first).filter(name => first[name].generation !== second[name].generation);
      expect(renumbered.filter(name => !name.startsWith('Deployment'))).toEqual([]);
      for (const how of [SERVER, CLIENT]) {
        apply(how);
        expect(state()).toEqual(second);
      }
    },
    ROLLOUT_MS,
  );
});

/** Whether Flux or Sail makes the webhooks. */
const isDelivered = (state: State) => Object.keys(state).some(name => /^(HelmRelease|Istio) /.test(name));

/** A certificate, as text that the API server takes for a bundle. */
const CA_BUNDLE = (() => {
  const folder = mkdtempSync(join(tmpdir(), 'ca-'));
  const certificate = join(folder, 'ca.crt');
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=ca', '-keyout', join(folder, 'key')];
  execFileSync('openssl', [...request, '-out', certificate], { stdio: 'ignore' });
  const bundle = readFileSync(certificate).toString('base64');
  rmSync(folder, { recursive: true });
  return bundle;
})();

/** What istiod does to its validating webhook once it serves it. */
function closeWebhook(lab: Lab, name: string): void {
  const set = (path: string, value: string) => ({ op: 'add', path: `/webhooks/0/${path}`, value });
  const patch = JSON.stringify([set('failurePolicy', 'Fail'), set('clientConfig/caBundle', CA_BUNDLE)]);
  lab.kubectl([
    'patch',
    'validatingwebhookconfiguration',
    name,
    '--field-manager=pilot-discovery',
    '--type=json',
    '-p',
    patch,
  ]);
}
