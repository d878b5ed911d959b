import { Gateway } from '../../../lib/gateway/gateway';
import { GrpcRoute, type GrpcRouteOptions, type GrpcRouteRule } from '../../../lib/gateway/grpc-route';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'cart', namespace: 'shop', port: 9000 };
const other = { serviceName: 'audit', namespace: 'ops', port: 9000 };

function build(
  chart: ConstructorParameters<typeof Gateway>[0],
  props: Partial<GrpcRouteOptions> & { sectionName?: string },
) {
  const gateway = new Gateway(chart, 'Gateway', {
    name: 'edge',
    namespace: 'istio-edge',
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
  });
  return new GrpcRoute(chart, 'Route', { name: 'cart', rules: [{ backends: [{ backend }] }], ...props, gateway });
}

const objects = (props: Partial<GrpcRouteOptions> & { sectionName?: string } = {}) =>
  synthesize(chart => build(chart, props));
const rule = (props: Partial<GrpcRouteRule>) =>
  only(objects({ rules: [{ backends: [{ backend }], ...props }] }), 'GRPCRoute').spec.rules[0];

test('a route sends every call to its backend, from its namespace', () => {
  expect(only(objects(), 'GRPCRoute')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'GRPCRoute',
    metadata: { name: 'cart', namespace: 'shop' },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'istio-edge' }],
      rules: [{ backendRefs: [{ name: 'cart', port: 9000 }] }],
    },
  });
});

test('a route on a Service is for its waypoint', () => {
  const [object] = synthesize(
    chart => new GrpcRoute(chart, 'Route', { name: 'cart', service: backend, rules: [{ backends: [{ backend }] }] }),
  );
  expect(object.spec.parentRefs[0]).toMatchObject({ kind: 'Service', name: 'cart' });
});

describe('each prop shows', () => {
  test('namespace, with a grant', () => {
    const made = objects({ namespace: 'web' });
    expect(only(made, 'GRPCRoute').metadata.namespace).toBe('web');
    expect(only(made, 'ReferenceGrant').metadata).toEqual({ name: 'grpcroute-web-cart-cart', namespace: 'shop' });
  });

  test('labels, hostnames and sectionName', () => {
    const made = only(objects({ labels: { a: 'b' }, hostnames: ['a.example.com'], sectionName: 'http' }), 'GRPCRoute');
    expect(made.metadata.labels).toEqual({ a: 'b' });
    expect(made.spec).toMatchObject({ hostnames: ['a.example.com'], parentRefs: [{ sectionName: 'http' }] });
  });

  test('the name of a rule', () => expect(rule({ name: 'all' }).name).toBe('all'));

  test('matches', () =>
    expect(
      rule({
        matches: [
          { service: 'shop.v1.Cart', method: 'Add' },
          { method: 'Get.*', type: 'RegularExpression' },
          { headers: [{ name: 'x-env', value: 'canary' }] },
        ],
      }).matches,
    ).toEqual([
      { method: { type: 'Exact', service: 'shop.v1.Cart', method: 'Add' } },
      { method: { type: 'RegularExpression', method: 'Get.*' } },
      { headers: [{ name: 'x-env', value: 'canary', type: 'Exact' }] },
    ]));

  test('weight and filters of a backend', () =>
    expect(
      rule({ backends: [{ backend, weight: 2, requestHeaderModifier: { remove: ['x-a'] } }] }).backendRefs,
    ).toEqual([
      {
        name: 'cart',
        port: 9000,
        weight: 2,
        filters: [{ type: 'RequestHeaderModifier', requestHeaderModifier: { remove: ['x-a'] } }],
      },
    ]));

  test('filters, with a grant for a mirror elsewhere', () => {
    const rules = [
      {
        backends: [{ backend }],
        requestHeaderModifier: { set: { 'x-a': '1' } },
        responseHeaderModifier: { add: { 'x-b': '2' } },
        requestMirrors: [{ backend: other, percent: 10 }],
      },
    ];
    const made = objects({ rules });
    expect(only(made, 'GRPCRoute').spec.rules[0].filters.map(({ type }: { type: string }) => type)).toEqual([
      'RequestHeaderModifier',
      'ResponseHeaderModifier',
      'RequestMirror',
    ]);
    expect(only(made, 'ReferenceGrant').metadata.namespace).toBe('ops');
  });
});

test('fails with every fault of a route at once', () => {
  const rules: GrpcRouteRule[] = [
    { backends: [] },
    { matches: [{}], backends: [{ backend, weight: 1.5 }], responseHeaderModifier: { set: { 'x-load': '100%' } } },
  ];
  expect(faults(chart => build(chart, { rules, sectionName: 'https' }))).toMatchSnapshot();
});
