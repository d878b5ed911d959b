import { Chart } from 'cdk8s';
import { type Finding, FindingsError, formatFindings } from '../../../lib/core/findings';
import { suppress } from '../../../lib/core/suppression';
import { Gateway } from '../../../lib/gateway/gateway';
import { HttpRoute } from '../../../lib/gateway/http-route';
import { AmbientMesh } from '../../../lib/mesh/ambient-mesh';
import { Namespace } from '../../../lib/mesh/namespace';
import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';

/** What a user without types may write. */
// biome-ignore lint/suspicious/noExplicitAny: no types is the point
type Untyped = any;

const GATEWAY = { name: 'edge', namespace: 'edge', listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] };
const mesh = (props: unknown) => (app: App) => new AmbientMesh(new Chart(app, 'mesh'), 'It', props as Untyped);
const onSystem = (build: (system: Untyped) => unknown) => (app: App) => build(new AmbientSystem(app));

/** The findings of an app, whether they stop it at once or at synth. */
function findingsOf(build: (app: App) => unknown): readonly Finding[] {
  try {
    const app = new App(null as Untyped);
    build(app);
    return app.synthesized().findings;
  } catch (thrown) {
    if (thrown instanceof FindingsError) return thrown.findings;
    throw thrown;
  }
}

const METHODS = Object.getOwnPropertyNames(AmbientSystem.prototype).filter(name => /^add(?!GatewayClass)/.test(name));

test.each(METHODS)('%s fails without props, and with props that say nothing, without a crash', method => {
  expect(METHODS.length).toBeGreaterThan(15);
  for (const props of [undefined, null, 'edge', []]) {
    const [{ id, expected }] = findingsOf(onSystem(system => system[method](props)));
    expect({ id, expected }).toEqual({ id: 'AMB001', expected: 'an object' });
  }
  expect(findingsOf(onSystem(system => system[method]({})))).toContainEqual(
    expect.objectContaining({ level: 'error' }),
  );
});

const CASES: readonly [string, (app: App) => unknown][] = [
  ['a text for listeners', onSystem(system => system.addGateway({ ...GATEWAY, listeners: 'http' }))],
  ['a listener that is null', onSystem(system => system.addGateway({ ...GATEWAY, listeners: [null] }))],
  ['a number for rules', onSystem(system => system.addRoute({ name: 'r', gateway: 'g', rules: 5 }))],
  ['a rule that is null', onSystem(system => system.addRoute({ gateway: system.addGateway(GATEWAY), rules: [null] }))],
  ['a Gateway of nothing', app => new (Gateway as Untyped)(new Chart(app, 'edge'), 'Gateway')],
  ['a route on nothing', app => new HttpRoute(new Chart(app, 'routes'), 'Route', { name: 'r' } as Untyped)],
  ['a Namespace of nothing', app => new (Namespace as Untyped)(new Chart(app, 'namespaces'), 'It')],
  ['a number for a version', mesh({ version: 131 })],
  ['a text for a list of Secrets', mesh({ imagePullSecrets: 's', istiod: null })],
  ['a number for the version of a system', app => new AmbientSystem(app, { mesh: { version: 131 } } as Untyped)],
  ['a text for a mesh', app => new AmbientSystem(app, { mesh: '1.31' } as Untyped)],
  ['a suppression of nothing', app => (suppress as Untyped)(new Chart(app, 'shop'))],
];

test.each(CASES)('fails with a finding and no crash: %s', (_, build) => {
  const own = findingsOf(build).filter(({ id }) => id < 'AMB600');
  expect(own).not.toEqual([]);
  expect(`\n${formatFindings(own)}\n`).toMatchSnapshot();
});

test('null for all props is none', () => {
  expect(findingsOf(mesh(null))).toEqual(findingsOf(mesh(undefined)));
  expect(findingsOf(app => new AmbientSystem(app, null as Untyped))).toEqual([]);
});
