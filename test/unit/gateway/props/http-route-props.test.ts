import { HttpRoute, type HttpRouteProps } from '../../../../lib/gateway/http-route';
import type { HttpBackend, HttpRetry, HttpRouteRule, HttpTimeouts } from '../../../../lib/gateway/http-rule';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { API, EDGE, NEXT, PAGE } from './fixtures';

const ALL: HttpRouteRule = { name: 'all', backends: [{ backend: PAGE }] };
const CORS = { allowOrigins: ['https://www.example.com'] };

const ruled = <P>(toRule: (props: P) => Partial<HttpRouteRule>) =>
  built((chart, props: P) => {
    const rules = [{ ...ALL, ...toRule(props) }];
    new HttpRoute(chart, 'Route', { name: 'page', namespace: 'app', gateway: EDGE, channel: 'experimental', rules });
  });

showProps<HttpRouteProps>('HttpRouteProps', {
  base: { name: 'page', gateway: EDGE, rules: [ALL] },
  makes: built((chart, props) => new HttpRoute(chart, 'Route', props)),
  examples: {
    name: { name: 'other' },
    namespace: { namespace: 'routes' },
    labels: { labels: { team: 'shop' } },
    annotations: { annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' } },
    hostnames: { hostnames: ['shop.example.com'] },
    rules: { rules: [{ ...ALL, name: 'cart', pathPrefix: '/cart' }] },
    channel: [{ rules: [{ ...ALL, retry: { attempts: 3 } }] }, { channel: 'experimental' }],
    mesh: [{ rules: [{ ...ALL, cors: CORS }] }, { mesh: resolveMesh({ version: '1.29.8' }) }],
  },
  elsewhere: ['gateway', 'sectionName', 'service', 'parents'],
});

showProps<HttpRouteRule>('HttpRouteRule', {
  base: ALL,
  makes: ruled(rule => rule),
  examples: {
    name: { name: 'shop' },
    pathPrefix: { pathPrefix: '/cart' },
    'pathPrefix, of a match without a path': [{ matches: [{ method: 'GET' }] }, { pathPrefix: '/cart' }],
    matches: { matches: [{ method: 'GET' }, { path: { type: 'Exact', value: '/cart' } }] },
    backends: { backends: [{ backend: NEXT }] },
    timeouts: { timeouts: { request: '10s' } },
    retry: { retry: { attempts: 3, codes: [503] } },
    requestHeaderModifier: { requestHeaderModifier: { set: { 'x-env': 'test' } } },
    responseHeaderModifier: { responseHeaderModifier: { remove: ['server'] } },
    requestMirrors: { requestMirrors: [{ backend: API, percent: 10 }] },
    requestRedirect: { backends: undefined, requestRedirect: { scheme: 'https', statusCode: 301 } },
    urlRewrite: { urlRewrite: { hostname: 'page.example.com' } },
    cors: { cors: CORS },
  },
});

showProps<HttpBackend>('HttpBackend', {
  base: { backend: NEXT },
  makes: ruled(backend => ({ backends: [{ backend: PAGE, weight: 9 }, backend] })),
  examples: {
    backend: { backend: API },
    weight: { weight: 3 },
    requestHeaderModifier: { requestHeaderModifier: { set: { 'x-env': 'test' } } },
    responseHeaderModifier: { responseHeaderModifier: { add: { 'x-served-by': 'next' } } },
  },
});

showProps<HttpTimeouts>('HttpTimeouts', {
  base: { request: '10s' },
  makes: ruled(timeouts => ({ timeouts })),
  examples: {
    request: { request: '1m30s' },
    backendRequest: { backendRequest: '2s' },
  },
});

showProps<HttpRetry>('HttpRetry', {
  base: { codes: [503] },
  makes: ruled(retry => ({ retry })),
  examples: {
    attempts: { attempts: 3 },
    codes: { codes: [502, 503] },
    backoff: { backoff: '100ms' },
  },
});
