import { WaypointTraffic, type WaypointTrafficProps } from '../../../lib/gateway/waypoint-traffic';
import { canary } from '../../../lib/gateway/weighted-backend';
import { resolveMesh } from '../../../lib/mesh/spec';
import { faults, only, synthesize } from '../../support/synthesize';

const service = { serviceName: 'cart', namespace: 'shop', port: 80 };
const candidate = { serviceName: 'cart-v2', namespace: 'shop', port: 80 };
const RETRIES = { attempts: 3, perTryTimeout: '2s', codes: [503], backoff: '100ms' };

const objects = (props: Partial<WaypointTrafficProps>) =>
  synthesize(chart => new WaypointTraffic(chart, 'Traffic', { name: 'cart', service, ...props }));

test('a timeout is said by an HTTPRoute on the Service', () => {
  expect(objects({ timeout: '10s' })).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'HTTPRoute',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        parentRefs: [{ group: '', kind: 'Service', name: 'cart', namespace: 'shop', port: 80 }],
        rules: [
          {
            matches: [{ path: { type: 'PathPrefix', value: '/' } }],
            backendRefs: [{ name: 'cart', port: 80 }],
            timeouts: { request: '10s' },
          },
        ],
      },
    },
  ]);
});

test('retries and faults are said by a VirtualService', () => {
  const fault = { delay: { fixedDelay: '5s', percent: 10 }, abort: { httpStatus: 503, percent: 1 } };
  expect(objects({ timeout: '10s', retries: RETRIES, fault, backends: canary(service, candidate, 10) })).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'cart', namespace: 'shop' },
      spec: {
        hosts: ['cart.shop.svc.cluster.local'],
        http: [
          {
            match: [{ port: 80 }],
            route: [
              { destination: { host: 'cart.shop.svc.cluster.local', port: { number: 80 } }, weight: 90 },
              { destination: { host: 'cart-v2.shop.svc.cluster.local', port: { number: 80 } }, weight: 10 },
            ],
            timeout: '10s',
            retries: {
              attempts: 3,
              perTryTimeout: '2s',
              retryOn: 'connect-failure,refused-stream,unavailable,cancelled,503',
              backoff: '100ms',
            },
            fault: {
              delay: { fixedDelay: '5s', percentage: { value: 10 } },
              abort: { httpStatus: 503, percentage: { value: 1 } },
            },
          },
        ],
      },
    },
  ]);
});

test('a fault may be for requests with a header only', () => {
  const onlyWith = { header: 'x-fault', value: 'on' };
  const { http } = only(
    objects({ fault: { abort: { httpStatus: 503, percent: 100 }, onlyWith } }),
    'VirtualService',
  ).spec;
  const route = [{ destination: { host: 'cart.shop.svc.cluster.local', port: { number: 80 } } }];
  expect(http).toEqual([
    {
      match: [{ port: 80, headers: { 'x-fault': { exact: 'on' } } }],
      route,
      fault: { abort: { httpStatus: 503, percentage: { value: 100 } } },
    },
    { match: [{ port: 80 }], route },
  ]);
});

test('retries are said by an HTTPRoute where the CRDs are of the experimental channel', () => {
  const [route] = objects({ channel: 'experimental', timeout: '10s', retries: RETRIES });
  expect(route.kind).toBe('HTTPRoute');
  expect(route.spec.rules[0]).toMatchObject({
    timeouts: { request: '10s', backendRequest: '2s' },
    retry: { attempts: 3, codes: [503], backoff: '100ms' },
  });
});

describe('the recipe', () => {
  const recipe = (props: Partial<WaypointTrafficProps>) => {
    let made: string | undefined;
    synthesize(chart => {
      made = new WaypointTraffic(chart, 'Traffic', { name: 'cart', service, ...props }).recipe;
    });
    return made;
  };

  test.each<[WaypointTraffic['recipe'], Partial<WaypointTrafficProps>]>([
    ['HTTPRoute', { timeout: '1s' }],
    ['HTTPRoute', { backends: canary(service, candidate, 10) }],
    ['HTTPRoute', { retries: { attempts: 1 }, channel: 'experimental' }],
    ['VirtualService', { retries: { attempts: 1 } }],
    ['VirtualService', { fault: { abort: { httpStatus: 500, percent: 1 } }, channel: 'experimental' }],
  ])('is %s for %o', (expected, props) => expect(recipe(props)).toBe(expected));
});

test('no attempts say so', () =>
  expect(only(objects({ retries: { attempts: 0 } }), 'VirtualService').spec.http[0].retries).toEqual({ attempts: 0 }));

test('mesh, whose cluster domain is in the hosts', () => {
  const mesh = resolveMesh({ clusterDomain: 'example.local' });
  expect(only(objects({ retries: { attempts: 1 }, mesh }), 'VirtualService').spec.hosts).toEqual([
    'cart.shop.svc.example.local',
  ]);
});

test.each<[string, Partial<WaypointTrafficProps>]>([
  ['where it says nothing', {}],
  ['with an empty fault', { fault: {} }],
  [
    'with times that have no unit',
    {
      timeout: '10',
      retries: { attempts: 1, perTryTimeout: 'x', backoff: '1' },
      fault: { delay: { fixedDelay: '5', percent: 1 } },
    },
  ],
  [
    'with numbers out of range',
    { retries: { attempts: -1, codes: [200] }, fault: { abort: { httpStatus: 99, percent: 101 } } },
  ],
  ['with weights out of range', { retries: { attempts: 1 }, backends: canary(service, candidate, 101) }],
])('fails %s', (_, props) => {
  expect(faults(chart => new WaypointTraffic(chart, 'Traffic', { name: 'cart', service, ...props }))).toMatchSnapshot();
});
