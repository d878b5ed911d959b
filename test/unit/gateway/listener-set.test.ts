import { Gateway } from '../../../lib/gateway/gateway';
import { HttpRoute } from '../../../lib/gateway/http-route';
import type { Listener } from '../../../lib/gateway/listener';
import { ListenerSet, type ListenerSetProps } from '../../../lib/gateway/listener-set';
import { resolveMesh } from '../../../lib/mesh/spec';
import { faults, only, synthesize } from '../../support/synthesize';

const HTTPS: Listener = {
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  hostname: 'shop.example.com',
  certificate: { type: 'Issuer', issuer: { name: 'ca', kind: 'ClusterIssuer' }, secretName: 'shop-tls' },
};
const backend = { serviceName: 'cart', namespace: 'shop', port: 80 };

function build(chart: ConstructorParameters<typeof Gateway>[0], props: Partial<ListenerSetProps> = {}) {
  const gateway = new Gateway(chart, 'Gateway', {
    name: 'edge',
    namespace: 'istio-edge',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  return new ListenerSet(chart, 'Set', { name: 'shop', namespace: 'shop', gateway, listeners: [HTTPS], ...props });
}

test('a team adds a listener with a certificate of its own, and the Gateway lets its namespace do so', () => {
  const objects = synthesize(build);
  expect(only(objects, 'ListenerSet')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'ListenerSet',
    metadata: { name: 'shop', namespace: 'shop' },
    spec: {
      parentRef: { name: 'edge', namespace: 'istio-edge' },
      listeners: [
        {
          name: 'https',
          protocol: 'HTTPS',
          port: 443,
          hostname: 'shop.example.com',
          tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'shop-tls' }] },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    },
  });
  expect(only(objects, 'Certificate').metadata).toEqual({ name: 'shop-tls', namespace: 'shop' });
  expect(only(objects, 'Gateway').spec.allowedListeners).toEqual({
    namespaces: {
      from: 'Selector',
      selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['shop'] }] },
    },
  });
});

test('its ports are ports of the Gateway', () => {
  synthesize(chart => {
    const gateway = new Gateway(chart, 'Gateway', {
      name: 'edge',
      namespace: 'istio-edge',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    });
    new ListenerSet(chart, 'Set', { name: 'shop', namespace: 'shop', gateway, listeners: [HTTPS] });
    expect(gateway.ports).toEqual([80, 443]);
  });
});

test('routes attach to it as to a Gateway', () => {
  const objects = synthesize(chart => {
    const gateway = build(chart);
    new HttpRoute(chart, 'Route', { name: 'cart', namespace: 'web', gateway, rules: [{ backends: [{ backend }] }] });
  });
  expect(only(objects, 'HTTPRoute').spec.parentRefs).toEqual([
    { group: 'gateway.networking.k8s.io', kind: 'ListenerSet', name: 'shop', namespace: 'shop' },
  ]);
  expect(only(objects, 'ListenerSet').spec.listeners[0].allowedRoutes.namespaces.from).toBe('Selector');
});

test('a certificate that the bootstrap makes is asked for', () => {
  const listeners: Listener[] = [{ ...HTTPS, certificate: { type: 'Bootstrap', secretName: 'shop-tls' } }];
  const objects = synthesize(chart => {
    const set = build(chart, { listeners });
    expect(set.neededCertificates).toEqual([
      { namespace: 'shop', secretName: 'shop-tls', dnsNames: ['shop.example.com'] },
    ]);
  });
  expect(only(objects, 'ListenerSet').metadata.annotations).toEqual({
    'cdk8s-istio-ambient/expects-secrets': 'shop-tls',
  });
});

test('fails before Istio 1.30', () => {
  expect(faults(chart => build(chart, { mesh: resolveMesh({ version: '1.29.8' }) }))).toMatchSnapshot();
});

test('fails without listeners', () => {
  expect(faults(chart => build(chart, { listeners: [] }))).toMatchSnapshot();
});
