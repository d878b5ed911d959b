import type {
  Cors,
  HeaderModifier,
  RequestMirror,
  RequestRedirect,
  UrlRewrite,
} from '../../../../lib/gateway/http-filter';
import { HttpRoute } from '../../../../lib/gateway/http-route';
import type { HttpRouteRule } from '../../../../lib/gateway/http-rule';
import { built, showProps } from '../../../support/show-props';
import { API, EDGE, NEXT, PAGE } from './fixtures';

const ruled = <P>(toRule: (props: P) => Partial<HttpRouteRule>) =>
  built((chart, props: P) => {
    const rule = { name: 'old', pathPrefix: '/old', backends: [{ backend: PAGE }], ...toRule(props) };
    new HttpRoute(chart, 'Route', { name: 'page', namespace: 'app', gateway: EDGE, rules: [rule] });
  });

showProps<HeaderModifier>('HeaderModifier', {
  base: {},
  makes: ruled(requestHeaderModifier => ({ requestHeaderModifier })),
  examples: {
    set: { set: { 'x-env': 'test' } },
    add: { add: { via: 'edge' } },
    remove: { remove: ['x-debug'] },
  },
});

showProps<RequestRedirect>('RequestRedirect', {
  base: { hostname: 'shop.example.com' },
  makes: ruled(requestRedirect => ({ backends: undefined, requestRedirect })),
  examples: {
    scheme: { scheme: 'https' },
    hostname: { hostname: 'www.example.com' },
    port: { port: 8443 },
    statusCode: { statusCode: 308 },
    replaceFullPath: { replaceFullPath: '/moved' },
    replacePrefixMatch: { replacePrefixMatch: '/new' },
  },
});

showProps<UrlRewrite>('UrlRewrite', {
  base: { hostname: 'shop.example.com' },
  makes: ruled(urlRewrite => ({ urlRewrite })),
  examples: {
    hostname: { hostname: 'www.example.com' },
    replaceFullPath: { replaceFullPath: '/index.html' },
    replacePrefixMatch: { replacePrefixMatch: '/new' },
  },
});

showProps<RequestMirror>('RequestMirror', {
  base: { backend: NEXT },
  makes: ruled(mirror => ({ requestMirrors: [mirror] })),
  examples: {
    backend: { backend: API },
    percent: { percent: 10 },
  },
});

showProps<Cors>('Cors', {
  base: { allowOrigins: ['https://www.example.com'] },
  makes: ruled(cors => ({ cors })),
  examples: {
    allowOrigins: { allowOrigins: ['https://*.example.com'] },
    allowMethods: { allowMethods: ['GET', 'PUT'] },
    allowHeaders: { allowHeaders: ['x-token'] },
    exposeHeaders: { exposeHeaders: ['x-total'] },
    allowCredentials: { allowCredentials: true },
    maxAge: { maxAge: 3600 },
  },
});
