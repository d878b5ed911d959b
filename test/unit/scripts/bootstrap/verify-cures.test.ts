import type { KubeObject } from '../../../../lib/core/object-index';
import { resolveMesh } from '../../../../lib/mesh/spec';
import type { LabelSelector } from '../../../../lib/mesh/spec/pod';
import { planTopology } from '../../../../scripts/bootstrap/plan/plan';
import type { Check } from '../../../../scripts/bootstrap/verify/check';
import { components } from '../../../../scripts/bootstrap/verify/checks/components';
import { discovery } from '../../../../scripts/bootstrap/verify/checks/discovery';
import { gateways } from '../../../../scripts/bootstrap/verify/checks/gateways';
import { identities } from '../../../../scripts/bootstrap/verify/checks/identities';
import { membership } from '../../../../scripts/bootstrap/verify/checks/membership';
import { nodePorts } from '../../../../scripts/bootstrap/verify/checks/node-ports';
import { plaintext } from '../../../../scripts/bootstrap/verify/checks/plaintext';
import { routes } from '../../../../scripts/bootstrap/verify/checks/routes';
import { sidecars } from '../../../../scripts/bootstrap/verify/checks/sidecars';
import { signing } from '../../../../scripts/bootstrap/verify/checks/signing';
import { sockets } from '../../../../scripts/bootstrap/verify/checks/sockets';
import { sync } from '../../../../scripts/bootstrap/verify/checks/sync';
import { waypoints } from '../../../../scripts/bootstrap/verify/checks/waypoints';
import { workloads } from '../../../../scripts/bootstrap/verify/checks/workloads';
import type { SyncStatus } from '../../../../scripts/bootstrap/verify/mesh/sync-status';
import { appliedContext } from '../../../support/verify/applied';
import { type ContextOptions, faultsOf, verifyContext } from '../../../support/verify/context';
import { AMBIENT, istiod, member, namespace, ztunnel } from '../../../support/verify/members';

const GATEWAYS = 'gateways.gateway.networking.k8s.io';
const SPACE = namespace('app', AMBIENT);
const STRICT: KubeObject = {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'strict', namespace: 'app' },
  spec: { mtls: { mode: 'STRICT' } },
};
const PAGE = member('app', 'page-1', { ip: '10.0.0.1', node: 'ambient-worker2', account: 'page' });
const OPEN = { ...PAGE, spec: { ...PAGE.spec, containers: [{ name: 'page', ports: [{ containerPort: 8080 }] }] } };
const page = (more: Partial<ContextOptions> = {}): ContextOptions => ({
  objects: [SPACE, STRICT],
  live: { namespaces: [SPACE], pods: [OPEN, ztunnel, istiod] },
  ...more,
});

const resource = (apiVersion: string, kind: string, name: string, spec: object, status?: object): KubeObject => ({
  ...{ apiVersion, kind, metadata: { name, namespace: 'app' }, spec },
  ...(status && { status }),
});
const deployment = resource('apps/v1', 'Deployment', 'page', { replicas: 1 }, {});
const istio = resource('sailoperator.io/v1', 'Istio', 'default', {}, {});
const gateway = (status?: object) =>
  resource('gateway.networking.k8s.io/v1', 'Gateway', 'front', { gatewayClassName: 'istio', listeners: [] }, status);
const waypoint = resource('gateway.networking.k8s.io/v1', 'Gateway', 'waypoint', {
  gatewayClassName: 'istio-waypoint',
  listeners: [],
});
const refused = { conditions: [{ type: 'Accepted', status: 'False', reason: 'Invalid' }], listeners: [] };
const route = resource('gateway.networking.k8s.io/v1', 'HTTPRoute', 'page', { parentRefs: [{ name: 'front' }] });
const answer = (code: number, stderr = '') => ({
  exec: async () => ({ code, stdout: '', stderr, ms: 0 }),
});
const connection = { destinationIdentity: 'spiffe://cluster.local/ns/app/sa/page' };
const serves = (...statuses: SyncStatus[]) => ({ syncStatus: async () => statuses });
const SERVED: SyncStatus = { proxy: 'ztunnel-n5bg2.istio-system' };

test.each<[string, Check, ContextOptions]>([
  ['components that are not there', components, { objects: [deployment] }],
  ['an app that is not rolled out', components, { objects: [deployment], live: { deployments: [deployment] } }],
  ['what an operator has not made', components, { objects: [istio], live: { 'istios.sailoperator.io': [istio] } }],
  ['a Gateway that is not there', gateways, { objects: [gateway()] }],
  ['a Gateway that is refused', gateways, { objects: [gateway()], live: { [GATEWAYS]: [gateway(refused)] } }],
  ['a waypoint without an address', waypoints, { objects: [waypoint], live: { [GATEWAYS]: [waypoint] } }],
  ['a route that is not there', routes, { objects: [route] }],
  [
    'a route without an answer',
    routes,
    { objects: [route], live: { 'httproutes.gateway.networking.k8s.io': [route] } },
  ],
  ['what is not in the mesh', membership, page({ live: { namespaces: [namespace('app', {})], pods: [PAGE] } })],
  [
    'sidecars',
    sidecars,
    page({
      live: {
        namespaces: [namespace('app', { ...AMBIENT, 'istio-injection': 'enabled' })],
        pods: [member('app', 'page-1', { containers: [{ name: 'istio-proxy' }] })],
      },
    }),
  ],
  ['a mesh without istiod', sync, page({ live: {} })],
  ['a ztunnel that istiod does not serve', sync, page({ mesh: serves() })],
  [
    'a proxy that has not taken what it was sent',
    sync,
    page({ mesh: serves({ ...SERVED, cluster_sent: 'x', cluster_acked: 'y' }) }),
  ],
  ['a proxy of another version', sync, page({ mesh: serves({ ...SERVED, istio_version: '1.30.0' }) })],
  ['a mesh without ztunnel', workloads, page({ live: { pods: [PAGE] } })],
  [
    'a ztunnel that knows no pods',
    workloads,
    page({ mesh: { ztunnelDump: async () => ({ workloads: [], certificates: [] }) } }),
  ],
  [
    'a ztunnel without certificates',
    signing,
    page({ mesh: { ztunnelDump: async () => ({ workloads: [], certificates: [] }) } }),
  ],
  ['a pod that cannot be looked into', sockets, page({ mesh: answer(126, 'exec: "cat": not found') })],
  ['a pod in which ztunnel does not listen', sockets, page({ mesh: answer(0) })],
  ['connections without an identity', identities, page({ mesh: { ztunnelLog: async () => [connection] } })],
  ['no connections at all', identities, page({ mesh: { ztunnelLog: async () => [] } })],
  ['answers to plain text', plaintext, page({ mesh: { knock: async () => [{ code: 0, status: 200 }] } })],
  ['nobody to knock', plaintext, page({ mesh: { knock: async () => [{ code: 6, status: 0 }] } })],
])('verify says what to do about %s', async (_, check, options) => {
  expect(faultsOf(await check.run(verifyContext(options)))).toMatchSnapshot();
});

test.each<LabelSelector>([
  { matchLabels: { 'istio-discovery': 'enabled' } },
  { matchExpressions: [{ key: 'a', operator: 'Exists' }] },
])('verify says what to do about a namespace that istiod does not see by %j', async selector => {
  const context = verifyContext(page());
  const mesh = resolveMesh({ meshConfig: { discoverySelectors: [selector] } });
  expect(faultsOf(await discovery.run({ ...context, plan: { ...context.plan, mesh } }))).toMatchSnapshot();
});

describe('verify says what to do about the Services of a topology', () => {
  test('with other node ports, or none', async () => {
    const context = appliedContext(await planTopology('intranet-internet', 'dist'));
    const labels = { 'gateway.networking.k8s.io/gateway-name': 'gateway-intranet' };
    const metadata = { name: 'gateway-intranet-istio', namespace: 'istio-intranet', labels };
    const service = { metadata, spec: { ports: [{ port: 8080, nodePort: 31555 }] } };
    const live = { all: async () => [service] } as never;
    expect(faultsOf(await nodePorts.run({ ...context, live }))).toMatchSnapshot();
  });

  test('and waypoints that are not bound', async () => {
    const context = appliedContext(await planTopology('home-lab', 'dist'));
    expect(faultsOf(await waypoints.run(context))).toMatchSnapshot();
  });
});
