import { HttpRoute } from '../../../lib/gateway/http-route';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import { canary } from '../../../lib/gateway/weighted-backend';
import { faults, only, synthesize } from '../../support/synthesize';

const backend = { serviceName: 'page', namespace: 'app', port: 80 };
const candidate = { serviceName: 'page-v2', namespace: 'other', port: 80 };
const service = backend;

const build = (rule: HttpRouteRule) =>
  synthesize(chart => new HttpRoute(chart, 'Route', { name: 'page', service, rules: [rule] }));
const filters = (rule: HttpRouteRule) =>
  only(build({ backends: [{ backend }], ...rule }), 'HTTPRoute').spec.rules[0].filters;

test('a canary is one number', () => {
  const objects = build({ backends: canary(backend, candidate, 10) });
  expect(only(objects, 'HTTPRoute').spec.rules[0].backendRefs).toEqual([
    { name: 'page', port: 80, weight: 90 },
    { name: 'page-v2', namespace: 'other', port: 80, weight: 10 },
  ]);
  expect(only(objects, 'ReferenceGrant').metadata.namespace).toBe('other');
});

describe('each filter shows', () => {
  test('requestHeaderModifier and responseHeaderModifier', () =>
    expect(
      filters({
        requestHeaderModifier: { set: { 'x-a': '1' }, add: { 'x-b': '%PROTOCOL% 100%%' }, remove: ['x-c'] },
        responseHeaderModifier: { set: { 'x-trace': '%REQ(x-request-id)%' } },
      }),
    ).toEqual([
      {
        type: 'RequestHeaderModifier',
        requestHeaderModifier: {
          set: [{ name: 'x-a', value: '1' }],
          add: [{ name: 'x-b', value: '%PROTOCOL% 100%%' }],
          remove: ['x-c'],
        },
      },
      {
        type: 'ResponseHeaderModifier',
        responseHeaderModifier: { set: [{ name: 'x-trace', value: '%REQ(x-request-id)%' }] },
      },
    ]));

  test('requestMirrors, with a grant for a Service elsewhere', () => {
    const objects = build({
      backends: [{ backend }],
      requestMirrors: [{ backend: candidate, percent: 5 }, { backend }],
    });
    expect(only(objects, 'HTTPRoute').spec.rules[0].filters).toEqual([
      {
        type: 'RequestMirror',
        requestMirror: { backendRef: { name: 'page-v2', namespace: 'other', port: 80 }, percent: 5 },
      },
      { type: 'RequestMirror', requestMirror: { backendRef: { name: 'page', port: 80 } } },
    ]);
    expect(only(objects, 'ReferenceGrant').spec.to).toEqual([{ group: '', kind: 'Service', name: 'page-v2' }]);
  });

  test('requestRedirect, in place of backends', () => {
    const redirect = (requestRedirect: HttpRouteRule['requestRedirect']) =>
      only(build({ pathPrefix: '/old', requestRedirect }), 'HTTPRoute').spec.rules[0];
    expect(redirect({ scheme: 'https', hostname: 'a.example.com', port: 8443, statusCode: 301 })).toEqual({
      matches: [{ path: { type: 'PathPrefix', value: '/old' } }],
      filters: [
        {
          type: 'RequestRedirect',
          requestRedirect: { scheme: 'https', hostname: 'a.example.com', port: 8443, statusCode: 301 },
        },
      ],
    });
    expect(redirect({ replacePrefixMatch: '/new' }).filters[0].requestRedirect.path).toEqual({
      type: 'ReplacePrefixMatch',
      replacePrefixMatch: '/new',
    });
  });

  test('urlRewrite', () =>
    expect(filters({ urlRewrite: { hostname: 'a.example.com', replaceFullPath: '/index.html' } })).toEqual([
      {
        type: 'URLRewrite',
        urlRewrite: {
          hostname: 'a.example.com',
          path: { type: 'ReplaceFullPath', replaceFullPath: '/index.html' },
        },
      },
    ]));

  test('cors', () => {
    const cors = {
      allowOrigins: ['https://www.example.com'],
      allowMethods: ['GET', 'PUT'],
      allowHeaders: ['x-token'],
      exposeHeaders: ['x-count'],
      allowCredentials: true,
      maxAge: 600,
    };
    expect(filters({ cors })).toEqual([{ type: 'CORS', cors }]);
  });
});

const prefix = (from: string, rule: HttpRouteRule): HttpRouteRule => ({ pathPrefix: from, ...rule });
const rewrite = (from: string, replacePrefixMatch: string) =>
  prefix(from, { backends: [{ backend }], urlRewrite: { replacePrefixMatch } });
const redirect = (from: string, replacePrefixMatch: string) =>
  prefix(from, { requestRedirect: { replacePrefixMatch } });
const wrong = (rule: HttpRouteRule) =>
  faults(chart => new HttpRoute(chart, 'Route', { name: 'page', service, rules: [rule] }));

test.each<[string, HttpRouteRule]>([
  [
    'with a header value that freezes the gateway',
    { backends: [{ backend }], responseHeaderModifier: { set: { 'x-load': '100%' } } },
  ],
  [
    'with a command that Envoy lacks, for one backend',
    { backends: [{ backend, requestHeaderModifier: { add: { 'x-a': '%BOGUS%' } } }] },
  ],
  ['with a redirect beside backends', { backends: [{ backend }], requestRedirect: { scheme: 'https' } }],
  [
    'with a prefix to replace that is not matched',
    {
      backends: [{ backend }],
      matches: [{ path: { type: 'Exact', value: '/a' } }],
      urlRewrite: { replacePrefixMatch: '/b' },
    },
  ],
  [
    'with a path to replace in two ways',
    prefix('/a', { backends: [{ backend }], urlRewrite: { replacePrefixMatch: '/b', replaceFullPath: '/c' } }),
  ],
  ['with a redirect that doubles a slash', redirect('/old', '/new/')],
  ['with a redirect that changes nothing', redirect('/old', '')],
  ['with a redirect that loses a slash', redirect('/', '/new')],
  ['with a rewrite that loses a slash', rewrite('/', '/new')],
  ['with a mirror of more than everything', { backends: [{ backend }], requestMirrors: [{ backend, percent: 101 }] }],
  ['with a canary of more than everything', { backends: canary(backend, candidate, 110) }],
])('fails %s', (_, rule) => expect(wrong(rule)).toMatchSnapshot());

test.each([
  ['a redirect to another prefix', redirect('/old', '/new')],
  ['a redirect of everything below a prefix', redirect('/', '/new/')],
  ['a rewrite that takes a prefix away', rewrite('/api', '/')],
  ['a rewrite of everything to itself', rewrite('/', '/')],
])('has nothing against %s', (_, rule) => expect(wrong(rule)).toBe(''));
