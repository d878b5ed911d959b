import { Gateway } from '../../../lib/gateway/gateway';
import type { Listener } from '../../../lib/gateway/listener';
import { TcpRoute } from '../../../lib/gateway/tcp-route';
import { TlsRoute, type TlsRouteOptions } from '../../../lib/gateway/tls-route';
import { canary } from '../../../lib/gateway/weighted-backend';
import { type AmbientMeshProps, resolveMesh } from '../../../lib/mesh/spec';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'nginx', namespace: 'web', port: 443 };
const candidate = { serviceName: 'nginx-v2', namespace: 'next', port: 443 };
const LISTENERS: Listener[] = [
  { name: 'http', protocol: 'HTTP', port: 80 },
  { name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 443 },
  { name: 'tcp', protocol: 'TCP', port: 5432 },
];

type Props = Partial<TlsRouteOptions> & { readonly sectionName?: string };

function build(chart: ConstructorParameters<typeof Gateway>[0], kind: 'TLS' | 'TCP', props: Props = {}) {
  const gateway = new Gateway(chart, 'Gateway', { name: 'edge', namespace: 'istio-edge', listeners: LISTENERS });
  const route = { name: 'nginx', backends: [{ backend }], ...props, gateway };
  if (kind === 'TCP') return new TcpRoute(chart, 'Route', route);
  return new TlsRoute(chart, 'Route', { hostnames: ['nginx.example.com'], ...route });
}

const objects = (kind: 'TLS' | 'TCP', props: Props = {}) => synthesize(chart => build(chart, kind, props));
const route = (kind: 'TLS' | 'TCP', props: Props = {}) => only(objects(kind, props), `${kind}Route`);

test('a TLSRoute sends connections for a name to the backend that ends TLS, and only the listener for TLS admits it', () => {
  const made = objects('TLS');
  expect(only(made, 'TLSRoute')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TLSRoute',
    metadata: { name: 'nginx', namespace: 'web' },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'istio-edge' }],
      hostnames: ['nginx.example.com'],
      rules: [{ backendRefs: [{ name: 'nginx', port: 443 }] }],
    },
  });
  const froms = only(made, 'Gateway').spec.listeners.map(
    ({ allowedRoutes }: { allowedRoutes: { namespaces: { from: string } } }) => allowedRoutes.namespaces.from,
  );
  expect(froms).toEqual(['Same', 'Selector', 'Same']);
});

test('a TCPRoute sends every connection to the backend', () => {
  expect(route('TCP')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'TCPRoute',
    metadata: { name: 'nginx', namespace: 'web' },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'istio-edge' }],
      rules: [{ backendRefs: [{ name: 'nginx', port: 443 }] }],
    },
  });
});

describe.each(['TLS', 'TCP'] as const)('each prop of a %sRoute shows', kind => {
  test('namespace, with a grant', () => {
    const made = objects(kind, { namespace: 'other' });
    expect(only(made, `${kind}Route`).metadata.namespace).toBe('other');
    expect(only(made, 'ReferenceGrant').spec.from[0].kind).toBe(`${kind}Route`);
  });

  test('labels', () => expect(route(kind, { labels: { a: 'b' } }).metadata.labels).toEqual({ a: 'b' }));

  test('sectionName', () => {
    const sectionName = kind.toLowerCase();
    expect(route(kind, { sectionName }).spec.parentRefs[0].sectionName).toBe(sectionName);
  });

  test('backends, as a canary', () =>
    expect(route(kind, { backends: canary(backend, candidate, 25) }).spec.rules[0].backendRefs).toEqual([
      { name: 'nginx', port: 443, weight: 75 },
      { name: 'nginx-v2', namespace: 'next', port: 443, weight: 25 },
    ]));
});

const withSwitch = { istiod: { env: { PILOT_ENABLE_ALPHA_GATEWAY_API: 'true' } } };

test.each<[string, AmbientMeshProps, string, string]>([
  ['1.28', { version: '1.28.10', ...withSwitch }, 'v1alpha2', 'v1alpha2'],
  ['1.29', { version: '1.29.8', ...withSwitch }, 'v1alpha2', 'v1alpha2'],
  ['1.30', { version: '1.30.5', ...withSwitch }, 'v1', 'v1alpha2'],
  ['1.31', { version: '1.31.1' }, 'v1', 'v1'],
])('Istio %s reads them in its own version of the API', (_, props, tls, tcp) => {
  const mesh = resolveMesh(props);
  expect(route('TLS', { mesh }).apiVersion).toBe(`gateway.networking.k8s.io/${tls}`);
  expect(route('TCP', { mesh }).apiVersion).toBe(`gateway.networking.k8s.io/${tcp}`);
});

test.each<[string, 'TLS' | 'TCP', Props]>([
  ['without hostnames', 'TLS', { hostnames: [] }],
  ['without backends', 'TCP', { backends: [] }],
  ['on a listener that takes no such route', 'TLS', { sectionName: 'http' }],
  ['with a weight that is none', 'TCP', { backends: [{ backend, weight: 2_000_000 }] }],
  ['of TLS where istiod does not read it', 'TLS', { mesh: resolveMesh({ version: '1.29.8' }) }],
  ['of TCP where istiod does not read it', 'TCP', { mesh: resolveMesh({ version: '1.30.5' }) }],
])('fails %s', (_, kind, props) => {
  expect(faults(chart => build(chart, kind, props))).toMatchSnapshot();
});
