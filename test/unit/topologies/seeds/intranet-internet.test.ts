import { parse } from 'yaml';
import { objectsOf, type TopologyObjects } from '../../../support/topology-objects';

const SIDES = [
  { side: 'intranet', port: 80, nodePort: 31000, app: 'app1-ns' },
  { side: 'internet', port: 8080, nodePort: 31001, app: 'app2-ns' },
];

describe.each(SIDES)('the $side', ({ side, port, nodePort, app }) => {
  let objects: TopologyObjects;
  beforeAll(async () => {
    objects = await objectsOf('intranet-internet');
  });

  test('has a Gateway of its own on its node port, with three proxies', () => {
    const gateway = objects.one('Gateway', `istio-${side}/gateway-${side}`);
    expect(gateway.spec.listeners).toEqual([expect.objectContaining({ name: 'http', protocol: 'HTTP', port })]);
    const { data } = objects.one('ConfigMap', `istio-${side}/${gateway.spec.infrastructure.parametersRef.name}`);
    expect(parse(data.service)).toEqual({ spec: { type: 'NodePort', ports: [{ port, nodePort }] } });
    expect(parse(data.deployment)).toEqual({ spec: { replicas: 3 } });
  });

  test('has an app of two pods whose page names side and pod', () => {
    expect(objects.one('Deployment', `${app}/iphone-deploy`).spec.replicas).toBe(2);
    const { data } = objects.one('ConfigMap', `${app}/iphone-config`);
    expect(data['nginx.conf']).toContain(`return 200 "<h1>Pod ${side}: $hostname</h1>\\n";`);
  });

  test('spreads requests without a cookie and keeps those with one at their pod', () => {
    const rule = objects.one('DestinationRule', `${app}/iphone-sticky`);
    const affinity = { consistentHash: { httpCookie: { name: 'iphone-cookie', ttl: '0s' } } };
    expect(rule.spec).toEqual({
      host: `iphone-svc.${app}.svc.cluster.local`,
      trafficPolicy: { loadBalancer: affinity },
    });
  });

  test('is reached from its own Gateway only', () => {
    const route = objects.one('HTTPRoute', `${app}/iphone-routes`);
    expect(route.spec.parentRefs).toEqual([
      { name: `gateway-${side}`, namespace: `istio-${side}`, sectionName: 'http' },
    ]);
  });
});

test('every proxy logs access, and metrics are for Prometheus to read', async () => {
  const objects = await objectsOf('intranet-internet');
  const { data } = objects.one('ConfigMap', 'istio-system/istio');
  const { accessLogFile, defaultProviders } = parse(data.mesh);
  expect({ accessLogFile, defaultProviders }).toEqual({
    accessLogFile: '/dev/stdout',
    defaultProviders: { metrics: ['prometheus'] },
  });
  const { annotations } = objects.one('DaemonSet', 'istio-system/ztunnel').spec.template.metadata;
  expect(annotations).toMatchObject({ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '15020' });
});
