import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../../../../lib/core/object-index';
import { VERSIONS } from '../../../../lib/mesh/versions';
import { App } from '../../../../lib/rules/app';
import { AmbientSystem, type AmbientSystemProps } from '../../../../lib/stacks/system';
import { cached } from '../../../../scripts/bootstrap/crds/cache';
import { type JudgeOptions, judgeDefinitions } from '../../../../scripts/bootstrap/crds/judge';
import { setsForUp } from '../../../../scripts/bootstrap/crds/needed';
import { checkPairing } from '../../../../scripts/bootstrap/crds/pairing';
import { type Present, parsePresent } from '../../../../scripts/bootstrap/crds/present';
import { checkSubscriptions } from '../../../../scripts/bootstrap/crds/subscriptions';
import { compareVersions } from '../../../../scripts/bootstrap/crds/versions';
import { formatProblems } from '../../../../scripts/bootstrap/problems';
import { StateFolder } from '../../../../scripts/bootstrap/state-folder';
import type { CrdEntry } from '../../../../scripts/crds/lock';
import { sha256 } from '../../../../scripts/crds/source';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-definitions-'));
afterAll(() => rmSync(state, { recursive: true }));

const GROUP = 'gateway.networking.k8s.io';
const definition = (group: string, kind: string, annotations = {}): KubeObject => ({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: `${kind.toLowerCase()}s.${group}`, annotations },
  spec: { group, names: { kind }, versions: [{ name: 'v1', served: true }] },
});
const BUNDLE = { [`${GROUP}/bundle-version`]: 'v1.6.1' };
const WANTED = [
  definition(GROUP, 'Gateway', BUNDLE),
  definition(GROUP, 'TLSRoute', BUNDLE),
  definition('security.istio.io', 'PeerAuthentication'),
  { apiVersion: 'admissionregistration.k8s.io/v1', kind: 'ValidatingAdmissionPolicy', metadata: { name: 'guard' } },
];

const on = (bundle: string, more: Partial<Present> = {}): [string, Present][] =>
  [`gateways.${GROUP}`, `tlsroutes.${GROUP}`].map(name => [
    name,
    { name, ours: false, bundle, channel: 'standard', established: true, served: ['v1'], ...more },
  ]);

/** What is to be done about those that are there. */
const problemsOf = (present: readonly [string, Present][], more: Partial<JudgeOptions> = {}) =>
  formatProblems(
    judgeDefinitions(WANTED, { present: new Map(present), owner: undefined, upgrade: false, ...more }).problems,
  );

/** Which objects are applied, and what is said of the others. */
function judged(present: readonly [string, Present][], more: Partial<JudgeOptions> = {}) {
  const found = judgeDefinitions(WANTED, { present: new Map(present), owner: undefined, upgrade: false, ...more });
  const applied = found.apply.map(({ metadata }) => metadata.name.split('.')[0]);
  return { applied, said: [...found.left, ...found.problems.map(({ what }) => what)] };
}

describe('definitions', () => {
  it('are applied with the policy that guards them, where there are none', () => {
    expect(judged([])).toEqual({ applied: ['gateways', 'tlsroutes', 'peerauthentications', 'guard'], said: [] });
  });

  it('are applied again where they are ours, older ones too', () => {
    expect(judged(on('1.5.1', { ours: true })).applied).toHaveLength(4);
  });

  it.each([
    ['newer', '1.7.0', 'Gateway API 1.7.0: newer than 1.6.1'],
    ['the same', '1.6.1', 'Gateway API 1.6.1: there already'],
  ])('stay where they are %s and somebody else installed them', (_, bundle, why) => {
    const { applied, said } = judged(on(bundle));
    expect(applied).toEqual(['peerauthentications']);
    expect(said).toEqual([why, expect.stringMatching(/^ValidatingAdmissionPolicy guard: belongs to/)]);
  });

  it('are reported where they are older, and replaced on request', () => {
    expect(judged(on('1.4.1')).said.at(-1)).toBe('Gateway API 1.4.1 is installed, and 1.6.1 is needed');
    expect(judged(on('1.4.1'), { upgrade: true }).applied).toEqual(['gateways', 'tlsroutes', 'peerauthentications']);
    expect(problemsOf(on('1.4.1'))).toMatchSnapshot();
  });

  it.each(['OpenShift', 'GKE'] as const)('of Gateway API are left to %s', owner => {
    expect(judged(on('1.5.1'), { owner })).toMatchObject({ applied: ['peerauthentications'] });
    expect(judged(on('1.5.1'), { owner }).said[0]).toBe(`Gateway API 1.5.1: ${owner} keeps it`);
    expect(judged([], { owner }).said).toContain(
      `Gateway API is not installed, and on ${owner} it is the platform that installs it`,
    );
    expect(problemsOf([], { owner })).toMatchSnapshot();
  });

  it('of Istio stay where they serve what ours serve, and are told of where they do not', () => {
    const name = 'peerauthentications.security.istio.io';
    const served = (...versions: string[]): [string, Present][] => [
      [name, { name, ours: false, bundle: '', channel: '', established: true, served: versions }],
    ];
    expect(judged(served('v1', 'v1beta1')).said).toEqual(['security.istio.io: there already']);
    expect(judged(served('v1beta1')).said).toEqual([`${name} is installed without v1`]);
    expect(problemsOf(served('v1beta1'))).toMatchSnapshot();
  });

  it('are read from what kubectl prints, a line each', () => {
    const line = `gateways.${GROUP}\tapplyset-other\tv1.6.1\tstandard\tTrue\tv1 v1beta1`;
    expect(parsePresent(`${line}\n`).get(`gateways.${GROUP}`)).toEqual({
      ...{ name: `gateways.${GROUP}`, ours: false, bundle: '1.6.1', channel: 'standard' },
      ...{ established: true, served: ['v1', 'v1beta1'] },
    });
  });
});

describe('the sets of the lock that up brings', () => {
  const sets = (props: AmbientSystemProps) => {
    const { definitionsLeft } = new AmbientSystem(new App(), props);
    return setsForUp({ definitionsLeft, objects: [] });
  };

  it.each<[string, AmbientSystemProps, string[]]>([
    ['for manifests all of them', {}, ['gateway-api/v1.6.1', 'istio/1.31.1']],
    ['for Flux none', { delivery: 'flux' }, []],
    ['for Sail those of Gateway API', { delivery: 'sail', mesh: { version: '1.30.3' } }, ['gateway-api/v1.5.1']],
    ['without a mesh none', { enabled: false }, []],
    [
      'of several istiods those of the newest',
      { mesh: { version: '1.30.3' }, revisions: [{ revision: 'next', version: '1.31.1' }] },
      ['gateway-api/v1.6.1', 'istio/1.31.1'],
    ],
    [
      'for GKE all of them, since the cluster tells whether it has its own',
      { mesh: { platform: 'gke' } },
      ['gateway-api/v1.6.1', 'istio/1.31.1'],
    ],
  ])('are %s', (_, props, expected) => expect(sets(props)).toEqual(expected));
});

test('a subscription fails on a cluster without Operator Lifecycle Manager', () => {
  const metadata = { name: 'sailoperator', namespace: 'openshift-operators' };
  const subscription = { apiVersion: 'operators.coreos.com/v1alpha1', kind: 'Subscription', metadata };
  expect(`\n${formatProblems(checkSubscriptions([subscription], new Map()))}\n`).toMatchInlineSnapshot(`

error AMB924: the cluster has no Operator Lifecycle Manager, and Subscription openshift-operators/sailoperator is for it
  cure: use OpenShift, or install it: https://olm.operatorframework.io/docs/getting-started/

`);
});

describe('the pairing of Istio and Gateway API', () => {
  const row = (minor: string) => VERSIONS.find(one => one.minor === minor) as (typeof VERSIONS)[number];
  const present = (...bundles: string[]) => bundles.flatMap(bundle => on(bundle).map(([, one]) => one));

  it('is sound where the bundle is the one of the minor, or newer and read', () => {
    expect(checkPairing(row('1.31'), true, present('1.6.1'))).toEqual([]);
    expect(checkPairing(row('1.31'), true, present('1.7.0'))).toEqual([]);
    expect(checkPairing(row('1.29'), true, present('1.4.1'))).toEqual([]);
  });

  it('fails where the minor would ignore TLSRoutes, and warns where there are none', () => {
    expect(`\n${formatProblems(checkPairing(row('1.29'), true, present('1.5.1')))}\n`).toMatchInlineSnapshot(`

error AMB923: Istio 1.29 ignores TLSRoute of Gateway API 1.5.1: it reads 1.4.1 and older
  cure: use Istio 1.30 or later, or install Gateway API 1.4.1

`);
    expect(checkPairing(row('1.29'), false, present('1.5.1')).map(({ level }) => level)).toEqual(['warning']);
  });

  it('warns of releases side by side', () => {
    expect(`\n${formatProblems(checkPairing(row('1.31'), true, present('1.6.1', '1.5.1')))}\n`).toMatchInlineSnapshot(`

warning AMB922: definitions of several releases of Gateway API are installed: 1.5.1, 1.6.1
  cure: install one release as a whole

`);
  });

  it('puts a candidate before its release', () => {
    expect(['1.6.1', '1.10.0', '1.6.0', '1.6.1-rc.1'].sort(compareVersions)).toEqual([
      ...['1.6.0', '1.6.1-rc.1', '1.6.1', '1.10.0'],
    ]);
  });
});

describe('the cache', () => {
  const bytes = Buffer.from('kind: CustomResourceDefinition\n');
  const entry: CrdEntry = {
    name: 'set',
    version: 'v1',
    file: 'set.yaml',
    url: 'https://x',
    sha256: sha256(bytes),
    bytes: 31,
  };

  it('reads nothing that is cut short, nor what a killed run left beside it', async () => {
    let downloads = 0;
    const folder = new StateFolder(state);
    const read = cached(
      async () => ({ from: `download ${++downloads}`, bytes }),
      folder,
      testSession({ state }).session.report,
    );
    const kept = folder.path('cache', entry.sha256);
    expect((await read(entry)).from).toBe('download 1');
    expect((await read(entry)).from).toBe(kept);
    writeFileSync(kept, bytes.subarray(0, 10));
    writeFileSync(`${folder.path('cache')}/.${entry.sha256}.77-abcd`, bytes.subarray(0, 5));
    expect(await read(entry)).toEqual({ from: 'download 2', bytes });
    expect((await read(entry)).from).toBe(kept);
    expect(folder.list('cache')).toEqual([entry.sha256]);
    expect(readdirSync(folder.path('cache'))).toHaveLength(2);
  });
});
