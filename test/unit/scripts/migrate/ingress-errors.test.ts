import { formatFindings } from '../../../../lib/core/findings';
import { planMove } from '../../../../scripts/migrate/ambient/plan';
import { convertIngresses } from '../../../../scripts/migrate/ingress/convert';
import { readManifests } from '../../../../scripts/migrate/manifest';
import { ingress, NGINX } from './one-ingress';

const GATEWAY = { name: 'front', namespace: 'edge' };

/** All that is listed of an Ingress. */
const listed = (annotations: Record<string, string>, path: object = {}) =>
  formatFindings(
    convertIngresses(readManifests(ingress(annotations, path), 'a.yaml').manifests, GATEWAY).remarks.findings,
  );

const listedOf = (annotation: string, value: string) => listed({ [annotation]: value });

test.each([
  ...['auth-url', 'auth-signin', 'auth-tls-secret', 'auth-type', 'whitelist-source-range', 'allowlist-source-range'],
  ...['denylist-source-range', 'limit-rps', 'proxy-body-size', 'proxy-connect-timeout', 'proxy-next-upstream'],
  ...['proxy-ssl-secret', 'proxy-read-timeout', 'ssl-passthrough', 'mirror-target', 'canary-by-cookie'],
  ...['canary-by-header-pattern', 'upstream-hash-by', 'load-balance', 'session-cookie-path', 'server-alias'],
  ...['from-to-www-redirect', 'custom-http-errors', 'service-upstream', 'configuration-snippet', 'server-snippet'],
])('annotation %s is listed with what takes its place', name => {
  expect(listedOf(NGINX + name, 'x')).toMatchSnapshot();
});

test.each([
  ...['cert-manager.io/cluster-issuer', 'acme.cert-manager.io/http01-edit-in-place', 'kubernetes.io/tls-acme'],
  'example.com/unknown',
])('annotation %s of others is listed with what takes its place', name => {
  expect(listedOf(name, 'x')).toMatchSnapshot();
});

test.each([
  ['enable-cors', 'yes'],
  ['cors-max-age', '1h'],
  ['upstream-vhost', '$host'],
  ['app-root', 'start'],
  ['affinity', 'ip'],
  ['backend-protocol', 'GRPC'],
  ['permanent-redirect-code', '305'],
  ['permanent-redirect', '/elsewhere'],
])('annotation %s: %s is listed with what it must be', (name, value) => {
  expect(listedOf(NGINX + name, value)).toMatchSnapshot();
});

test.each<[string, object]>([
  ['a path below which all is meant', { path: '/shop/*', pathType: 'ImplementationSpecific' }],
  ['a backend that is nothing', { backend: {} }],
  ['a Service without a port', { backend: { service: { name: 's' } } }],
])('%s is listed', (_, path) => expect(listed({}, path)).toMatchSnapshot());

test('a plugin for pods with sidecars is listed', () => {
  const plugin = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: extensions.istio.io/v1alpha1
kind: WasmPlugin
metadata: {name: limits, namespace: shop}
spec: {url: oci://registry.example.com/limits:1.0.0}
`;
  expect(formatFindings(planMove(readManifests(plugin, 'a.yaml').manifests).remarks.findings)).toMatchSnapshot();
});
