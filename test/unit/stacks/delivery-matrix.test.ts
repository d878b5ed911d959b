import { type Finding, formatFindings } from '../../../lib/core/findings';
import { PRESETS, withPreset } from '../../../lib/mesh/presets';
import { type IstioVersion, VERSIONS } from '../../../lib/mesh/versions';
import { App } from '../../../lib/rules/app';
import type { Delivery } from '../../../lib/stacks/delivery';
import { AmbientSystem } from '../../../lib/stacks/system';

const DELIVERIES: readonly Delivery[] = ['manifests', 'helm', 'flux', 'sail'];
const ALL_VERSIONS = [...new Set(VERSIONS.flatMap(({ referenced, latest }) => [referenced, latest]))];
const ALL_PRESETS = { none: {}, ...PRESETS };

interface Combination {
  readonly delivery: Delivery;
  readonly version: string;
  readonly preset: string;
}

const COMBINATIONS: readonly Combination[] = DELIVERIES.flatMap(delivery =>
  ALL_VERSIONS.flatMap(version => Object.keys(ALL_PRESETS).map(preset => ({ delivery, version, preset }))),
);

/** A mesh with a gateway, a waypoint and an app; `true` renders nothing in the place of helm, but is a program. */
function synthesize({ delivery, version, preset }: Combination) {
  const app = new App();
  const props = ALL_PRESETS[preset as keyof typeof ALL_PRESETS];
  const mesh = withPreset(props, { version: version as IstioVersion });
  const system = new AmbientSystem(app, { delivery, mesh, helm: { helmExecutable: 'true' } });
  const gateway = system.addGateway({
    name: 'edge',
    namespace: 'edge',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    exposure: { type: 'ClusterIP' },
  });
  const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
  system.addRoute({ name: 'page', namespace: 'app', gateway, rules: [{ backends: [{ backend: page }] }] });
  system.addWaypoint({ namespace: 'app' });
  return app.synthesized();
}

/** What was found in each combination, each made once. */
const FOUND = new Map<Combination, readonly Finding[]>();
beforeAll(() => {
  for (const combination of COMBINATIONS) FOUND.set(combination, synthesize(combination).findings);
});

/** Which presets of which versions there is that to say of, each as `version preset, preset`. */
function toPlaces(combinations: readonly Combination[]): string[] {
  return ALL_VERSIONS.flatMap(version => {
    const presets = combinations.filter(each => each.version === version).map(({ preset }) => preset);
    return presets.length === 0 ? [] : [`${version} ${presets.join(', ')}`];
  });
}

/** Findings of the mesh and its delivery; whatever rules say of the objects beside them is a matter of other tests. */
const isOfTheMesh = ({ id }: Finding): boolean => /^AMB1/.test(id);

/** Every text that is said of a delivery, and where it is said. */
function said(delivery: Delivery, level: 'error' | 'warning'): string {
  const places = new Map<string, Combination[]>();
  for (const combination of COMBINATIONS.filter(each => each.delivery === delivery)) {
    for (const finding of (FOUND.get(combination) ?? []).filter(each => each.level === level && isOfTheMesh(each))) {
      const text = formatFindings([finding])
        .split('\n\n')[1]
        .replace(/ at \S+/, ' at the mesh');
      places.set(text, [...(places.get(text) ?? []), combination]);
    }
  }
  return [...places].map(([text, where]) => `${toPlaces(where).join('\n')}\n  ${text}`).join('\n\n');
}

test('there are as many combinations as the table allows', () => {
  expect(`${ALL_VERSIONS.join(', ')}: ${COMBINATIONS.length} combinations`).toMatchInlineSnapshot(
    `1.28.10, 1.29.6, 1.29.8, 1.30.3, 1.30.5, 1.31.1: 96 combinations`,
  );
});

test('what the mesh and its delivery take is an error to nobody else', () => {
  const errors = COMBINATIONS.map(each => (FOUND.get(each) ?? []).filter(({ level }) => level === 'error'));
  const others = errors.filter(found => !found.some(isOfTheMesh)).flat();
  expect(formatFindings(others)).toBe(formatFindings([]));
});

test('manifests, helm and flux take all, but for what a version does not know', () => {
  const [manifests, helm, flux] = (['manifests', 'helm', 'flux'] as const).map(delivery => said(delivery, 'error'));
  expect([helm, flux]).toEqual([manifests, manifests]);
  expect(manifests).toMatchInlineSnapshot(`
1.28.10 production
  error AMB102 at the mesh
  found networkPolicies on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out networkPolicies
`);
});

test('sail takes what it has, and names the rest', () => {
  expect(said('sail', 'error')).toMatchInlineSnapshot(`
1.28.10 production
  error AMB102 at the mesh
  found networkPolicies on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out networkPolicies

1.28.10 production
1.29.6 production
1.29.8 production
1.30.3 production
1.30.5 production
1.31.1 production
  error AMB187 at the mesh
  found networkPolicies
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out networkPolicies, or choose another delivery

1.28.10 production
1.29.6 production
1.29.8 production
1.30.3 production
1.30.5 production
1.31.1 production
  error AMB187 at the mesh
  found gateways.seccompProfile
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out gateways.seccompProfile, or choose another delivery

1.29.8 none, laptop, development, production
  error AMB186 at the mesh
  found version 1.29.8
  expected a version that Sail 1.30.3 installs, of which 1.30.3 is the newest
  cure: set version to 1.30.3, or choose another delivery

1.30.5 none, laptop, development, production
  error AMB186 at the mesh
  found version 1.30.5
  expected a version that Sail 1.30.3 installs, of which 1.30.3 is the newest
  cure: set version to 1.30.3, or choose another delivery

1.31.1 none, laptop, development, production
  error AMB186 at the mesh
  found version 1.31.1
  expected a version that Sail 1.30.3 installs, of which 1.30.3 is the newest
  cure: set version to 1.30.3, or choose another delivery
`);
});

test('whatever is warned of is said alike by every delivery', () => {
  const [manifests, ...others] = DELIVERIES.map(delivery => said(delivery, 'warning'));
  expect(others).toEqual([manifests, manifests, manifests]);
  expect(manifests).toMatchInlineSnapshot(`
1.28.10 none, laptop, development, production
  warning AMB101 at the mesh
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1

1.29.6 none, laptop, development, production
  warning AMB101 at the mesh
  found Istio 1.29.6, whose support ended on 2026-10-12
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1

1.29.8 none, laptop, development, production
  warning AMB101 at the mesh
  found Istio 1.29.8, whose support ended on 2026-10-12
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`);
});
