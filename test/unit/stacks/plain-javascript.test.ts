import { type Finding, formatFindings } from '../../../lib/core/findings';
import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';

/** What a user without types may leave out or misspell. */
// biome-ignore lint/suspicious/noExplicitAny: no types is the point
type Untyped = any;

const GATEWAY = { name: 'edge', namespace: 'edge', listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }] };

function findingsOf(build: (system: Untyped) => unknown): readonly Finding[] {
  const app = new App();
  build(new AmbientSystem(app));
  return app.synthesized().findings;
}

const CASES: readonly [string, (system: Untyped) => unknown][] = [
  ['a page without a text', system => system.addEchoPage({ name: 'page', namespace: 'shop' })],
  ['a page without a name', system => system.addEchoPage({ namespace: 'shop', text: 'page' })],
  ['a page without a namespace', system => system.addEchoPage({ name: 'page', text: 'page' })],
  ['a page of root', system => system.addEchoPage({ name: 'page', namespace: 'shop', text: 'page', runAsUser: 0 })],
  [
    'a cookie without a name',
    system => {
      const backend = system.addEchoPage({ name: 'page', namespace: 'shop', text: 'page' });
      system.addStickySession({ name: 'sticky', backend });
    },
  ],
  ['a Gateway without listeners', system => system.addGateway({ name: 'edge', namespace: 'edge' })],
  ['an exposure that is not there', system => system.addGateway({ ...GATEWAY, exposure: { type: 'Nodeport' } })],
  ['fewer pods than none', system => system.addGateway({ ...GATEWAY, minAvailable: -1 })],
  [
    'HTTPS without a certificate',
    system => system.addGateway({ ...GATEWAY, listeners: [{ name: 'https', protocol: 'HTTPS', port: 443 }] }),
  ],
  [
    'a class by whose name istiod deploys a waypoint',
    system => {
      const { name } = system.addGatewayClass('shop-waypoints');
      system.addGateway({ ...GATEWAY, gatewayClassName: name });
    },
  ],
  [
    'a route without rules',
    system => system.addRoute({ name: 'r', namespace: 'r', gateway: system.addGateway(GATEWAY) }),
  ],
];

test.each(CASES)('%s is a finding and no crash', (_, build) => {
  const findings = findingsOf(build);
  expect(findings.filter(({ level }) => level === 'error')).not.toEqual([]);
  // what the construct itself says; rules over all objects may say more
  const own = findings.filter(({ id }) => id < 'AMB600');
  expect(own.length === 0 ? '' : `\n${formatFindings(own)}\n`).toMatchSnapshot();
});

test('node ports that are left out are the cluster’s to choose', () => {
  expect(findingsOf(system => system.addGateway({ ...GATEWAY, exposure: { type: 'NodePort' } }))).toEqual([]);
});
