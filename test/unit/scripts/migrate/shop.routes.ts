import type { Construct } from 'constructs';
import { fromGateway, HttpRoute, StickySession } from '../../../../lib';

/** What Ingresses did before. */
export function addRoutes(scope: Construct): void {
  const gateway = fromGateway({ name: 'front', namespace: 'edge' });
  new HttpRoute(scope, 'shop.shop', {
    name: 'shop',
    namespace: 'shop',
    gateway,
    sectionName: 'https',
    labels: { team: 'web' },
    annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
    hostnames: ['shop.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'Exact', value: '/cart' } }],
        backends: [{ backend: { serviceName: 'shop', namespace: 'shop', port: 8080 } }],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
      },
      {
        pathPrefix: '/items',
        backends: [
          { backend: { serviceName: 'items', namespace: 'shop', port: 80 }, weight: 975 },
          { backend: { serviceName: 'items-v2', namespace: 'shop', port: 80 }, weight: 25 },
        ],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
      },
      {
        matches: [{ path: { type: 'Exact', value: '/' } }],
        requestRedirect: { replaceFullPath: '/start', statusCode: 302 },
      },
      {
        matches: [
          {
            path: { type: 'PathPrefix', value: '/items' },
            headers: [{ name: 'x-canary', value: 'always' }],
          },
        ],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
        backends: [{ backend: { serviceName: 'items-v2', namespace: 'shop', port: 80 } }],
      },
      {
        matches: [
          {
            path: { type: 'PathPrefix', value: '/items' },
            headers: [{ name: 'x-canary', value: 'never' }],
          },
        ],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
        backends: [{ backend: { serviceName: 'items', namespace: 'shop', port: 80 } }],
      },
    ],
  });
  new HttpRoute(scope, 'shop.shop-to-https', {
    name: 'shop-to-https',
    namespace: 'shop',
    gateway,
    sectionName: 'http',
    labels: { team: 'web' },
    annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
    hostnames: ['shop.example.com'],
    rules: [{ requestRedirect: { scheme: 'https', statusCode: 308 } }],
  });
  new HttpRoute(scope, 'shop.shop-old-example-com', {
    name: 'shop-old-example-com',
    namespace: 'shop',
    gateway,
    sectionName: 'http',
    labels: { team: 'web' },
    annotations: { 'external-dns.alpha.kubernetes.io/ttl': '60' },
    hostnames: ['old.example.com', 'older.example.com'],
    rules: [
      {
        matches: [{ path: { type: 'Exact', value: '/cart' } }],
        backends: [{ backend: { serviceName: 'shop', namespace: 'shop', port: 8080 } }],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
      },
      {
        pathPrefix: '/items',
        backends: [{ backend: { serviceName: 'items', namespace: 'shop', port: 80 } }],
        urlRewrite: { hostname: 'shop.internal' },
        requestHeaderModifier: { set: { 'X-Forwarded-Prefix': '/shop' } },
        cors: {
          allowOrigins: ['https://a.example', 'https://b.example'],
          allowMethods: ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
          allowHeaders: ['X-Id'],
          exposeHeaders: ['X-Id', 'X-Time'],
          allowCredentials: false,
          maxAge: 60,
        },
      },
      {
        matches: [{ path: { type: 'Exact', value: '/' } }],
        requestRedirect: { replaceFullPath: '/start', statusCode: 302 },
      },
    ],
  });
  new HttpRoute(scope, 'shop.stripped', {
    name: 'stripped',
    namespace: 'shop',
    parents: [
      { gateway, sectionName: 'http' },
      { gateway, sectionName: 'https' },
    ],
    hostnames: ['tools.example.com'],
    rules: [
      {
        pathPrefix: '/logs',
        backends: [{ backend: { serviceName: 'logs', namespace: 'shop', port: 80 } }],
        urlRewrite: { replacePrefixMatch: '/' },
      },
    ],
  });
  new HttpRoute(scope, 'shop.moved', {
    name: 'moved',
    namespace: 'shop',
    gateway,
    sectionName: 'http',
    hostnames: ['moved.example.com'],
    rules: [
      {
        pathPrefix: '/',
        requestRedirect: {
          scheme: 'https',
          hostname: 'new.example.com',
          port: 8443,
          replaceFullPath: '/from?old=1',
          statusCode: 308,
        },
      },
    ],
  });
  new HttpRoute(scope, 'default.rest', {
    name: 'rest',
    namespace: 'default',
    gateway,
    sectionName: 'http',
    hostnames: ['rest.example.com'],
    rules: [
      {
        pathPrefix: '/api',
        backends: [{ backend: { serviceName: 'api', namespace: 'default', port: 80 } }],
      },
      {
        pathPrefix: '/',
        backends: [{ backend: { serviceName: 'fallback', namespace: 'default', port: 80 } }],
      },
    ],
  });
  new HttpRoute(scope, 'default.rest-default', {
    name: 'rest-default',
    namespace: 'default',
    gateway,
    sectionName: 'http',
    rules: [
      {
        pathPrefix: '/',
        backends: [{ backend: { serviceName: 'fallback', namespace: 'default', port: 80 } }],
      },
    ],
  });
  new StickySession(scope, 'default.affinity api-sticky', {
    name: 'api-sticky',
    backend: { serviceName: 'api', namespace: 'default', port: 80 },
    cookie: 'rest',
    ttl: '3600s',
  });
  new StickySession(scope, 'default.affinity fallback-sticky', {
    name: 'fallback-sticky',
    backend: { serviceName: 'fallback', namespace: 'default', port: 80 },
    cookie: 'rest',
    ttl: '3600s',
  });
}
