import { Chart } from 'cdk8s';
import { App } from '../../../lib/core/app';
import { DestinationRule, type DestinationRuleProps } from '../../../lib/gateway/destination-rule';
import { StickySession } from '../../../lib/gateway/sticky-session';
import { resolveMesh } from '../../../lib/mesh/spec';
import type { IstioVersion } from '../../../lib/mesh/versions';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'cart', namespace: 'shop', port: 80 };
const COOKIE = { type: 'cookie', name: 'session' } as const;

const objects = (props: Partial<DestinationRuleProps> = {}) =>
  synthesize(chart => new DestinationRule(chart, 'Rule', { name: 'cart', backend, ...props }));
const policy = (props: Partial<DestinationRuleProps>) => only(objects(props), 'DestinationRule').spec.trafficPolicy;

test('a rule stands in the namespace of its Service', () => {
  expect(objects({ loadBalancer: 'ROUND_ROBIN' })).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        host: 'cart.shop.svc.cluster.local',
        trafficPolicy: { loadBalancer: { simple: 'ROUND_ROBIN' } },
      },
    },
  ]);
});

describe('each prop shows', () => {
  test.each<[DestinationRuleProps['affinity'], object]>([
    [COOKIE, { httpCookie: { name: 'session', ttl: '0s' } }],
    [
      { ...COOKIE, ttl: '1h', path: '/', attributes: { SameSite: 'Strict' } },
      { httpCookie: { name: 'session', ttl: '1h', path: '/', attributes: [{ name: 'SameSite', value: 'Strict' }] } },
    ],
    [{ type: 'header', name: 'x-user' }, { httpHeaderName: 'x-user' }],
    [{ type: 'queryParameter', name: 'user' }, { httpQueryParameterName: 'user' }],
    [{ type: 'sourceIp' }, { useSourceIp: true }],
  ])('affinity %o', (affinity, consistentHash) =>
    expect(policy({ affinity })).toEqual({ loadBalancer: { consistentHash } }),
  );

  test('connectionPool', () => {
    const connectionPool = {
      tcp: { maxConnections: 100, connectTimeout: '2s', idleTimeout: '1h', maxConnectionDuration: '1h' },
      http: {
        http1MaxPendingRequests: 10,
        http2MaxRequests: 100,
        maxRequestsPerConnection: 10,
        maxRetries: 3,
        idleTimeout: '1m',
      },
    };
    expect(policy({ connectionPool })).toEqual({ connectionPool });
  });

  test('outlierDetection', () => {
    const outlierDetection = {
      consecutive5xxErrors: 3,
      consecutiveGatewayErrors: 2,
      interval: '5s',
      baseEjectionTime: '1m',
      maxEjectionPercent: 50,
      minHealthPercent: 30,
    };
    expect(policy({ outlierDetection })).toEqual({ outlierDetection });
  });

  test('tls, to a host outside the mesh', () => {
    const external = { host: 'api.example.com', namespace: 'egress' };
    const tls = { mode: 'SIMPLE', sni: 'api.example.com', subjectAltNames: ['api.example.com'] } as const;
    expect(only(objects({ backend: external, tls }), 'DestinationRule')).toMatchObject({
      metadata: { namespace: 'egress' },
      spec: { host: 'api.example.com', trafficPolicy: { tls } },
    });
  });

  test('mesh, whose cluster domain is in the host', () => {
    const mesh = resolveMesh({ clusterDomain: 'example.local' });
    expect(only(objects({ affinity: COOKIE, mesh }), 'DestinationRule').spec.host).toBe('cart.shop.svc.example.local');
  });
});

describe('affinity', () => {
  const kinds = (version: IstioVersion, props: Partial<DestinationRuleProps>) =>
    objects({ affinity: COOKIE, mesh: resolveMesh({ version }), ...props }).map(({ kind }) => kind);

  test.each(['1.28.10', '1.29.8', '1.30.5', '1.31.1'] as const)('at a gateway needs the rule only (%s)', version =>
    expect(kinds(version, {})).toEqual(['DestinationRule']),
  );

  test.each(['1.28.10', '1.29.8', '1.30.5'] as const)('at a waypoint needs a VirtualService too (%s)', version =>
    expect(kinds(version, { at: 'waypoint' })).toEqual(['DestinationRule', 'VirtualService']),
  );

  test('at a waypoint needs none from 1.31 on, nor where there is one', () => {
    expect(kinds('1.31.1', { at: 'waypoint' })).toEqual(['DestinationRule']);
    expect(kinds('1.30.5', { at: 'waypoint', hasVirtualService: true })).toEqual(['DestinationRule']);
  });

  test('needs a VirtualService that changes nothing', () => {
    const made = objects({ affinity: COOKIE, at: 'waypoint', mesh: resolveMesh({ version: '1.30.5' }) });
    expect(only(made, 'VirtualService')).toEqual({
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        hosts: ['cart.shop.svc.cluster.local'],
        http: [{ route: [{ destination: { host: 'cart.shop.svc.cluster.local' } }] }],
      },
    });
  });

  test('by a cookie is the same at a waypoint', () => {
    const mesh = resolveMesh({ version: '1.29.8' });
    const made = synthesize(
      chart => new StickySession(chart, 'Sticky', { name: 'cart', backend, cookie: 'session', at: 'waypoint', mesh }),
    );
    expect(made.map(({ kind }) => kind)).toEqual(['DestinationRule', 'VirtualService']);
  });

  test('is remarked upon where pods that come and go do not change the choice', () => {
    const remarks = (version: IstioVersion) => {
      const app = new App();
      const mesh = resolveMesh({ version });
      new DestinationRule(new Chart(app, 'chart'), 'Rule', { name: 'cart', backend, affinity: COOKIE, mesh });
      return app.synthesized().findings.map(({ level, id, message }) => `${level} ${id}: ${message}`);
    };
    expect(remarks('1.30.2')).toMatchSnapshot();
    expect([...remarks('1.30.3'), ...remarks('1.31.1')]).toEqual([]);
    expect(remarks('1.29.8')).toHaveLength(1);
  });
});

test.each<[string, Partial<DestinationRuleProps>]>([
  ['where it says nothing', {}],
  ['with two ways to choose a pod', { affinity: COOKIE, loadBalancer: 'RANDOM' }],
  [
    'with times that have no unit',
    { connectionPool: { tcp: { connectTimeout: '5' } }, outlierDetection: { interval: '10' } },
  ],
  [
    'with numbers out of range',
    { connectionPool: { http: { maxRetries: -1 } }, outlierDetection: { maxEjectionPercent: 101 } },
  ],
])('fails %s', (_, props) => {
  expect(faults(chart => new DestinationRule(chart, 'Rule', { name: 'cart', backend, ...props }))).toMatchSnapshot();
});
