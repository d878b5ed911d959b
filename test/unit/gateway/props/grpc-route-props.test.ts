import { type GrpcMatch, GrpcRoute, type GrpcRouteProps, type GrpcRouteRule } from '../../../../lib/gateway/grpc-route';
import { built, showProps } from '../../../support/show-props';
import { API, ATTACHMENTS, attachTo, EDGE, HTTP_LISTENERS, NEXT, PAGE } from './fixtures';

const ALL: GrpcRouteRule = { name: 'all', backends: [{ backend: PAGE }] };

const ruled = <P>(toRule: (props: P) => Partial<GrpcRouteRule>) =>
  built((chart, props: P) => {
    new GrpcRoute(chart, 'Route', { name: 'page', gateway: EDGE, rules: [{ ...ALL, ...toRule(props) }] });
  });

showProps<GrpcRouteProps>('GrpcRouteProps', {
  base: { name: 'page', gateway: EDGE, rules: [ALL] },
  makes: built((chart, props) => new GrpcRoute(chart, 'Route', attachTo(chart, HTTP_LISTENERS, props))),
  examples: {
    name: { name: 'other' },
    namespace: { namespace: 'routes' },
    labels: { labels: { team: 'shop' } },
    hostnames: { hostnames: ['shop.example.com'] },
    rules: { rules: [{ ...ALL, name: 'cart', matches: [{ service: 'shop.v1.Cart' }] }] },
    ...ATTACHMENTS,
  },
});

showProps<GrpcRouteRule>('GrpcRouteRule', {
  base: ALL,
  makes: ruled(rule => rule),
  examples: {
    name: { name: 'cart' },
    matches: { matches: [{ service: 'shop.v1.Cart' }] },
    backends: { backends: [{ backend: NEXT }] },
    requestHeaderModifier: { requestHeaderModifier: { set: { 'x-env': 'test' } } },
    responseHeaderModifier: { responseHeaderModifier: { remove: ['server'] } },
    requestMirrors: { requestMirrors: [{ backend: API, percent: 10 }] },
  },
});

showProps<GrpcMatch>('GrpcMatch', {
  base: { service: 'shop.v1.Cart' },
  makes: ruled(match => ({ matches: [match] })),
  examples: {
    service: { service: 'shop.v1.Orders' },
    method: { method: 'Add' },
    type: { type: 'RegularExpression', service: 'shop\\.v[12]\\.Cart' },
    headers: { headers: [{ name: 'x-env', value: 'canary' }] },
  },
});
