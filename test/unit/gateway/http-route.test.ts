import { fromGateway } from '../../../lib/gateway/attachment';
import { Gateway } from '../../../lib/gateway/gateway';
import { HttpRoute, type HttpRouteOptions } from '../../../lib/gateway/http-route';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import { resolveMesh } from '../../../lib/mesh/spec';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'page', namespace: 'app', port: 80 };
const other = { serviceName: 'api', namespace: 'other', port: 8080 };

type Props = Partial<HttpRouteOptions> & { readonly sectionName?: string };

const route = (props: Props = {}) => synthesize(chart => build(chart, props));

function build(chart: ConstructorParameters<typeof Gateway>[0], props: Props) {
  const gateway = new Gateway(chart, 'Gateway', {
    name: 'edge',
    namespace: 'istio-edge',
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80 },
      { name: 'other', protocol: 'HTTP', port: 81 },
      { name: 'tcp', protocol: 'TCP', port: 82 },
    ],
  });
  return new HttpRoute(chart, 'Route', { name: 'page', rules: [{ backends: [{ backend }] }], ...props, gateway });
}

const spec = (props: Props) => only(route(props), 'HTTPRoute').spec;
const rule = (props: HttpRouteRule) => spec({ rules: [{ backends: [{ backend }], ...props }] }).rules[0];

test('a route sends everything to its backend, from its namespace', () => {
  expect(only(route(), 'HTTPRoute')).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'HTTPRoute',
    metadata: { name: 'page', namespace: 'app' },
    spec: {
      parentRefs: [{ name: 'edge', namespace: 'istio-edge' }],
      rules: [{ matches: [{ path: { type: 'PathPrefix', value: '/' } }], backendRefs: [{ name: 'page', port: 80 }] }],
    },
  });
});

test('a route on a Service is for its waypoint, and stands in the namespace of the Service', () => {
  const [object] = synthesize(
    chart => new HttpRoute(chart, 'Route', { name: 'page', service: backend, rules: [{ backends: [{ backend }] }] }),
  );
  expect(object.metadata).toEqual({ name: 'page', namespace: 'app' });
  expect(object.spec.parentRefs).toEqual([{ group: '', kind: 'Service', name: 'page', namespace: 'app', port: 80 }]);
});

test('a route hangs on several parents, and on a Gateway that was made elsewhere', () => {
  const shared = fromGateway({ name: 'shared', namespace: 'istio-system' });
  const parents = [{ gateway: shared, sectionName: 'http' }, { service: backend }];
  const [object] = synthesize(
    chart => new HttpRoute(chart, 'Route', { name: 'page', parents, rules: [{ backends: [{ backend }] }] }),
  );
  expect(object.spec.parentRefs).toEqual([
    { name: 'shared', namespace: 'istio-system', sectionName: 'http' },
    { group: '', kind: 'Service', name: 'page', namespace: 'app', port: 80 },
  ]);
});

const froms = (props: Props) =>
  only(route(props), 'Gateway').spec.listeners.map(
    (listener: { allowedRoutes: { namespaces: { from: string } } }) => listener.allowedRoutes.namespaces.from,
  );

describe('each prop shows', () => {
  test('sectionName, also in what the listeners admit, which is never more than they take', () => {
    expect(spec({ sectionName: 'http' }).parentRefs[0].sectionName).toBe('http');
    expect(froms({ sectionName: 'http' })).toEqual(['Selector', 'Same', 'Same']);
    expect(froms({})).toEqual(['Selector', 'Selector', 'Same']);
  });

  test('labels', () =>
    expect(only(route({ labels: { app: 'page' } }), 'HTTPRoute').metadata.labels).toEqual({ app: 'page' }));

  test('hostnames', () => expect(spec({ hostnames: ['a.example.com'] }).hostnames).toEqual(['a.example.com']));

  test('the name of a rule', () => expect(rule({ name: 'all' }).name).toBe('all'));

  test('pathPrefix', () =>
    expect(rule({ pathPrefix: '/api' }).matches).toEqual([{ path: { type: 'PathPrefix', value: '/api' } }]));

  test('matches', () =>
    expect(
      rule({
        pathPrefix: '/shop',
        matches: [
          { path: { type: 'Exact', value: '/cart' }, method: 'GET' },
          { path: { type: 'RegularExpression', value: '/items/[0-9]+' } },
          { headers: [{ name: 'x-env', value: 'canary' }], queryParams: [{ name: 'v', value: '2' }] },
          { headers: [{ name: 'x-env', value: 'c.*', type: 'RegularExpression' }] },
        ],
      }).matches,
    ).toEqual([
      { path: { type: 'Exact', value: '/cart' }, method: 'GET' },
      { path: { type: 'RegularExpression', value: '/items/[0-9]+' } },
      {
        path: { type: 'PathPrefix', value: '/shop' },
        headers: [{ name: 'x-env', value: 'canary', type: 'Exact' }],
        queryParams: [{ name: 'v', value: '2', type: 'Exact' }],
      },
      {
        path: { type: 'PathPrefix', value: '/shop' },
        headers: [{ name: 'x-env', value: 'c.*', type: 'RegularExpression' }],
      },
    ]));

  test('weight, and header changes of one backend', () =>
    expect(
      rule({
        backends: [
          { backend, weight: 9, requestHeaderModifier: { set: { 'x-version': 'v1' } } },
          { backend, weight: 1, responseHeaderModifier: { remove: ['server'] } },
        ],
      }).backendRefs,
    ).toEqual([
      {
        name: 'page',
        port: 80,
        weight: 9,
        filters: [
          { type: 'RequestHeaderModifier', requestHeaderModifier: { set: [{ name: 'x-version', value: 'v1' }] } },
        ],
      },
      {
        name: 'page',
        port: 80,
        weight: 1,
        filters: [{ type: 'ResponseHeaderModifier', responseHeaderModifier: { remove: ['server'] } }],
      },
    ]));

  test('timeouts', () =>
    expect(rule({ timeouts: { request: '10s', backendRequest: '2s' } }).timeouts).toEqual({
      request: '10s',
      backendRequest: '2s',
    }));

  test('retry, on the experimental channel', () => {
    const rules = [{ backends: [{ backend }], retry: { attempts: 3, codes: [503], backoff: '100ms' } }];
    expect(spec({ channel: 'experimental', rules }).rules[0].retry).toEqual(rules[0].retry);
    expect(spec({ channel: 'experimental', rules: [{ ...rules[0], retry: {} }] }).rules[0].retry).toEqual({});
  });

  test('namespace, with a grant for backends elsewhere', () => {
    const objects = route({
      namespace: 'app',
      rules: [{ backends: [{ backend: other }, { backend }, { backend: other }] }],
    });
    expect(only(objects, 'HTTPRoute').spec.rules[0].backendRefs).toEqual([
      { name: 'api', namespace: 'other', port: 8080 },
      { name: 'page', port: 80 },
      { name: 'api', namespace: 'other', port: 8080 },
    ]);
    expect(only(objects, 'ReferenceGrant')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'httproute-app-page-api', namespace: 'other' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'app' }],
        to: [{ group: '', kind: 'Service', name: 'api' }],
      },
    });
  });
});

const OLD = resolveMesh({ version: '1.29.6' });
const ONE = { backends: [{ backend }] };

test.each<[string, Props]>([
  [
    'with a section that its Gateway lacks, a path without a slash and no backends',
    { sectionName: 'https', rules: [{ pathPrefix: 'api', backends: [] }] },
  ],
  ['on a listener that takes no such route', { sectionName: 'tcp' }],
  ['without rules', { rules: [] }],
  [
    'with expressions that nothing reaches',
    { rules: [ONE, { ...ONE, matches: [{ path: { type: 'RegularExpression', value: '/x.*' } }] }] },
  ],
  [
    'with a header twice',
    {
      rules: [
        {
          ...ONE,
          matches: [
            {
              headers: [
                { name: 'x-env', value: 'a' },
                { name: 'X-Env', value: 'b' },
              ],
            },
          ],
        },
      ],
    },
  ],
  ['with a timeout that is no duration', { rules: [{ ...ONE, timeouts: { request: '1.5s' } }] }],
  [
    'with an attempt that outlasts the request',
    { rules: [{ ...ONE, timeouts: { request: '1s', backendRequest: '1m' } }] },
  ],
  [
    'with what Gateway API 1.4 lacks',
    {
      mesh: OLD,
      rules: [
        { ...ONE, cors: { allowOrigins: ['*'] } },
        { pathPrefix: '/old', requestRedirect: { statusCode: 308 } },
      ],
    },
  ],
  ['with a retry on the standard channel', { rules: [{ ...ONE, retry: { attempts: 2 } }] }],
  ['with a weight that is none', { rules: [{ backends: [{ backend, weight: -1 }] }] }],
  ['with nothing but weights of 0', { rules: [{ backends: [{ backend, weight: 0 }] }] }],
])('fails %s', (_, props) => {
  expect(faults(chart => build(chart, props))).toMatchSnapshot();
});

test('has nothing against an expression beside a match of everything that has a condition', () => {
  const rules: HttpRouteRule[] = [
    { ...ONE, matches: [{ method: 'GET' }] },
    { ...ONE, matches: [{ path: { type: 'RegularExpression', value: '/x.*' } }] },
  ];
  expect(faults(chart => build(chart, { rules }))).toBe('');
});

test('fails in another namespace than the Service that it routes, and without parents', () => {
  expect(
    faults(chart => {
      new HttpRoute(chart, 'Route', { name: 'a', namespace: 'web', service: backend, rules: [ONE] });
      new HttpRoute(chart, 'Orphan', { name: 'b', parents: [], rules: [ONE] });
    }),
  ).toMatchSnapshot();
});
