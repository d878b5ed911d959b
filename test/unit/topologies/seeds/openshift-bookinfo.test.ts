import { objectsOf, type TopologyObjects } from '../../../support/topology-objects';

let objects: TopologyObjects;
beforeAll(async () => {
  objects = await objectsOf('openshift-bookinfo');
});

const principal = (account: string) => `cluster.local/ns/bookinfo/sa/${account}`;
const from = (account: string) => ({ from: [{ source: { principals: [principal(account)] } }] });

test('the operator is told by resources of its v1, in the newest version that it installs', () => {
  for (const [kind, namespace] of [
    ['Istio', 'istio-system'],
    ['IstioCNI', 'istio-cni'],
    ['ZTunnel', 'ztunnel'],
  ]) {
    const { apiVersion, spec } = objects.one(kind, 'default');
    expect({ apiVersion, version: spec.version, namespace: spec.namespace }).toEqual({
      apiVersion: 'sailoperator.io/v1',
      version: 'v1.30.3',
      namespace,
    });
  }
  expect(objects.one('ZTunnel', 'default').spec.profile).toBeUndefined();
  expect(objects.one('Istio', 'default').spec.updateStrategy.type).toBe('InPlace');
});

test('istiod trusts the namespace of the ztunnels and looks at labelled namespaces only', () => {
  const { values } = objects.one('Istio', 'default').spec;
  expect(values.pilot.trustedZtunnelNamespace).toBe('ztunnel');
  expect(values.meshConfig.discoverySelectors).toEqual([{ matchLabels: { 'istio-discovery': 'enabled' } }]);
});

test('every namespace carries the label that istiod looks for', () => {
  const namespaces = objects.named('Namespace');
  expect(namespaces).toEqual(['istio-system', 'istio-cni', 'ztunnel', 'bookinfo']);
  for (const name of namespaces) expect(objects.labels(name)['istio-discovery']).toBe('enabled');
});

test('Bookinfo is whole, with a Service for each version, and joins the mesh by the label of its namespace', () => {
  const versions = ['details-v1', 'ratings-v1', 'reviews-v1', 'reviews-v2', 'reviews-v3', 'productpage-v1'];
  const named = versions.map(version => `bookinfo/${version}`);
  expect(objects.named('Deployment')).toEqual(expect.arrayContaining(named));
  expect(objects.named('Service')).toEqual(expect.arrayContaining(named));
  expect(objects.labels('bookinfo')['istio.io/dataplane-mode']).toBe('ambient');
});

test('no pod asks for a user or a group of its own', () => {
  const text = JSON.stringify(objects.all);
  expect([...text.matchAll(/"(runAsUser|runAsGroup|fsGroup)":/g)]).toEqual([]);
});

test('the Gateway serves the paths of the page', () => {
  const [rule] = objects.one('HTTPRoute', 'bookinfo/bookinfo').spec.rules;
  expect(rule.backendRefs).toEqual([{ name: 'productpage', port: 9080 }]);
  expect(rule.matches.map(({ path }: { path: { value: string } }) => path.value)).toEqual([
    '/productpage',
    '/static',
    '/login',
    '/logout',
    '/api/v1/products',
  ]);
});

test.each([
  ['productpage', 'bookinfo-gateway-istio'],
  ['details', 'bookinfo-productpage'],
  ['ratings', 'bookinfo-reviews'],
  ['reviews', 'reviews-waypoint'],
])('connections to %s are for %s alone', (app, account) => {
  const { selector, rules } = objects.one('AuthorizationPolicy', `bookinfo/${app}`).spec;
  expect({ selector, rules }).toEqual({ selector: { matchLabels: { app } }, rules: [from(account)] });
  expect(objects.one('AuthorizationPolicy', 'bookinfo/allow-nothing').spec).toEqual({});
});

test('the Gateway, which the default deny of its namespace holds for too, lets anyone ask for the pages', () => {
  const { targetRefs, rules } = objects.one('AuthorizationPolicy', 'bookinfo/clients-of-the-gateway').spec;
  expect(targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'bookinfo-gateway' }]);
  const pages = ['/productpage', '/static', '/static/*', '/login', '/logout', '/api/v1/products', '/api/v1/products/*'];
  expect(rules).toEqual([{ to: [{ operation: { methods: ['GET', 'HEAD', 'POST'], paths: pages } }] }]);
});

test('requests for reviews are authorized at a waypoint', () => {
  const { targetRefs, rules } = objects.one('AuthorizationPolicy', 'bookinfo/reviews-are-read').spec;
  expect(targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'reviews-waypoint' }]);
  expect(rules).toEqual([{ ...from('bookinfo-productpage'), to: [{ operation: { methods: ['GET'] } }] }]);
  expect(objects.one('Service', 'bookinfo/reviews').metadata.labels).toMatchObject({
    'istio.io/use-waypoint': 'reviews-waypoint',
  });
});

test('the waypoint spreads requests for reviews over the versions', () => {
  const { parentRefs, rules } = objects.one('HTTPRoute', 'bookinfo/reviews').spec;
  expect(parentRefs[0]).toMatchObject({ group: '', kind: 'Service', name: 'reviews' });
  expect(rules[0].backendRefs).toEqual([
    { name: 'reviews-v1', port: 9080, weight: 80 },
    { name: 'reviews-v2', port: 9080, weight: 10 },
    { name: 'reviews-v3', port: 9080, weight: 10 },
  ]);
});

test('Prometheus reads istiod, ztunnels, waypoints and gateways where they are', () => {
  const text: string = objects.one('ConfigMap', 'istio-system/prometheus').data['prometheus.yml'];
  const jobs = text.split('- job_name: ').slice(1);
  const namespaces = jobs.map(job => [job.split('\n')[0], /names:\n\s+- (\S+)/.exec(job)?.[1]]);
  expect(Object.fromEntries(namespaces)).toEqual({
    istiod: 'istio-system',
    'istio-cni': 'istio-cni',
    ztunnel: 'ztunnel',
    gateways: undefined,
  });
});

test('Kiali comes by a subscription of its operator, and reads that Prometheus', () => {
  const { metadata, spec } = objects.one('Subscription', 'openshift-operators/kiali');
  expect({ namespace: metadata.namespace, ...spec }).toEqual({
    namespace: 'openshift-operators',
    channel: 'stable',
    installPlanApproval: 'Automatic',
    name: 'kiali',
    source: 'community-operators',
    sourceNamespace: 'openshift-marketplace',
  });
  const kiali = objects.one('Kiali', 'istio-system/kiali').spec;
  expect(kiali.external_services.prometheus.url).toBe('http://prometheus.istio-system:9090');
});
