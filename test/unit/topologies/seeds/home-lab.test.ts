import { objectsOf, type TopologyObjects } from '../../../support/topology-objects';

let objects: TopologyObjects;
beforeAll(async () => {
  objects = await objectsOf('home-lab');
});

const APPS = [
  { app: 'demo-app1', namespace: 'demo-apps', hostname: 'demo-app1.local' },
  { app: 'harbor', namespace: 'tekton-builds', hostname: 'harbor.local' },
];

test('the gateway lives in istio-gateway, which is in the mesh', () => {
  expect(objects.named('Gateway')).toContain('istio-gateway/home-gateway');
  expect(objects.labels('istio-gateway')['istio.io/dataplane-mode']).toBe('ambient');
});

test('one Gateway ends HTTPS for both names, each with a certificate for that name', () => {
  const { listeners } = objects.one('Gateway', 'istio-gateway/home-gateway').spec;
  const https = listeners.filter(({ protocol }: { protocol: string }) => protocol === 'HTTPS');
  expect(https.map(({ hostname, port, tls }: never) => ({ hostname, port, tls }))).toEqual(
    APPS.map(({ app, hostname }) => ({
      hostname,
      port: 443,
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: `${app}-tls` }] },
    })),
  );
  for (const { app, hostname } of APPS) {
    const { dnsNames, issuerRef } = objects.one('Certificate', `istio-gateway/${app}-tls`).spec;
    expect({ dnsNames, issuer: issuerRef.name }).toEqual({ dnsNames: [hostname], issuer: 'home-lab-ca' });
  }
});

test('plain HTTP is sent to HTTPS for good', () => {
  const { hostnames, rules } = objects.one('HTTPRoute', 'istio-gateway/to-https').spec;
  expect(hostnames).toEqual(APPS.map(({ hostname }) => hostname));
  expect(rules[0].filters).toEqual([
    { type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } },
  ]);
});

test('MetalLB gives the address, from a pool that it announces on the network', () => {
  const { addresses } = objects.one('IPAddressPool', 'metallb-system/home-lab').spec;
  const { ipAddressPools } = objects.one('L2Advertisement', 'metallb-system/home-lab').spec;
  const { spec } = objects.one('Gateway', 'istio-gateway/home-gateway');
  expect({ addresses, ipAddressPools, asked: spec.addresses, from: spec.infrastructure.annotations }).toEqual({
    addresses: ['172.18.255.200-172.18.255.250'],
    ipAddressPools: ['home-lab'],
    asked: [{ type: 'IPAddress', value: '172.18.255.200' }],
    from: { 'metallb.io/address-pool': 'home-lab' },
  });
});

test('pool and fixed address are settings', async () => {
  const addressPool = { addresses: ['192.168.1.240/28'] as const, fixedAddress: '192.168.1.241' };
  const other = await objectsOf('home-lab', { addressPool });
  expect(other.one('IPAddressPool', 'metallb-system/home-lab').spec.addresses).toEqual(addressPool.addresses);
  expect(other.one('Gateway', 'istio-gateway/home-gateway').spec.addresses[0].value).toBe('192.168.1.241');
});

describe.each(APPS)('$app', ({ app, namespace, hostname }) => {
  test('is routed by paths from its own namespace', () => {
    const { parentRefs, hostnames, rules } = objects.one('HTTPRoute', `${namespace}/${app}`).spec;
    expect({ hostnames, section: parentRefs[0].sectionName }).toEqual({
      hostnames: [hostname],
      section: `https-${app}`,
    });
    expect(rules.length).toBeGreaterThan(1);
  });

  test('is behind a waypoint that the gateway goes through too', () => {
    expect(objects.one('Gateway', `${namespace}/waypoint`).spec.gatewayClassName).toBe('istio-waypoint');
    expect(objects.labels(namespace)).toMatchObject({
      'istio.io/dataplane-mode': 'ambient',
      'istio.io/use-waypoint': 'waypoint',
      'istio.io/ingress-use-waypoint': 'true',
    });
  });

  test('takes authorized requests only: connections from the waypoint, requests that its policy lets in', () => {
    const waypoint = `cluster.local/ns/${namespace}/sa/waypoint`;
    const connections = objects.one('AuthorizationPolicy', `${namespace}/from-waypoint`).spec;
    expect(connections.rules).toEqual([{ from: [{ source: { principals: [waypoint] } }] }]);
    const requests = objects.one('AuthorizationPolicy', `${namespace}/what-it-is-for`).spec;
    expect(requests.targetRefs).toEqual([{ group: 'gateway.networking.k8s.io', kind: 'Gateway', name: 'waypoint' }]);
    expect(requests.rules[0].to).toEqual([{ operation: { methods: ['GET', 'HEAD'] } }]);
  });
});

test('Prometheus reads the mesh, also behind the NetworkPolicies of the apps', () => {
  const { data } = objects.one('ConfigMap', 'istio-system/prometheus');
  const jobs = [...data['prometheus.yml'].matchAll(/job_name: (\S+)/g)].map(([, job]) => job);
  expect(jobs).toEqual(['istiod', 'istio-cni', 'ztunnel', 'gateways']);
  expect(objects.named('NetworkPolicy')).toEqual(
    expect.arrayContaining(APPS.map(({ namespace }) => `${namespace}/gateway-metrics`)),
  );
});
