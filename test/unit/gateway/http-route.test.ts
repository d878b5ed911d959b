import { Gateway } from '../../../lib/gateway/gateway';
import { HttpRoute, type HttpRouteProps } from '../../../lib/gateway/http-route';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'page', namespace: 'app', port: 80 };
const other = { serviceName: 'api', namespace: 'other', port: 8080 };

type Props = Partial<Omit<HttpRouteProps, 'gateway'>>;

const route = (props: Props = {}) => synthesize(chart => build(chart, props));

function build(chart: ConstructorParameters<typeof Gateway>[0], props: Props) {
  const gateway = new Gateway(chart, 'Gateway', {
    name: 'edge',
    namespace: 'istio-edge',
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80 },
      { name: 'other', protocol: 'HTTP', port: 81 },
    ],
  });
  return new HttpRoute(chart, 'Route', { name: 'page', rules: [{ backends: [{ backend }] }], ...props, gateway });
}

const spec = (props: Props) => only(route(props), 'HTTPRoute').spec;

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

const froms = (props: Props) =>
  only(route(props), 'Gateway').spec.listeners.map(
    (listener: { allowedRoutes: { namespaces: { from: string } } }) => listener.allowedRoutes.namespaces.from,
  );

describe('each prop shows', () => {
  test('sectionName, also in what the listeners admit', () => {
    expect(spec({ sectionName: 'http' }).parentRefs[0].sectionName).toBe('http');
    expect(froms({ sectionName: 'http' })).toEqual(['Selector', 'Same']);
    expect(froms({})).toEqual(['Selector', 'Selector']);
  });

  test('hostnames', () => expect(spec({ hostnames: ['a.example.com'] }).hostnames).toEqual(['a.example.com']));

  test('pathPrefix', () =>
    expect(spec({ rules: [{ pathPrefix: '/api', backends: [{ backend }] }] }).rules[0].matches).toEqual([
      { path: { type: 'PathPrefix', value: '/api' } },
    ]));

  test('weight', () =>
    expect(
      spec({
        rules: [
          {
            backends: [
              { backend, weight: 9 },
              { backend, weight: 1 },
            ],
          },
        ],
      }).rules[0].backendRefs,
    ).toEqual([
      { name: 'page', port: 80, weight: 9 },
      { name: 'page', port: 80, weight: 1 },
    ]));

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
      metadata: { name: 'app-page-api', namespace: 'other' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace: 'app' }],
        to: [{ group: '', kind: 'Service', name: 'api' }],
      },
    });
  });
});

test('fails with every fault of a route at once', () => {
  const rules = [{ pathPrefix: 'api', backends: [] }];
  expect(faults(chart => build(chart, { sectionName: 'https', rules }))).toMatchInlineSnapshot(`
AMB221: found sectionName "https", expected a listener of Gateway edge: "http", "other": name one of them, or leave out sectionName to attach to all

AMB222: found a rule without backends, expected one rule or more with one backend or more each; without backends requests are answered 404: add a backend

AMB223: found pathPrefix "api", expected a prefix that begins with /: put a slash in front
`);
});

test('fails without rules', () => {
  expect(faults(chart => build(chart, { rules: [] }))).toMatchInlineSnapshot(
    `AMB222: found no rules, expected one rule or more with one backend or more each; without backends requests are answered 404: add a backend`,
  );
});
