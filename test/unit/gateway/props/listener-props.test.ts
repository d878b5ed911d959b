import type { RouteParent } from '../../../../lib/gateway/attachment';
import type {
  HttpListener,
  HttpsListener,
  Listener,
  RouteKind,
  TcpListener,
  TlsListener,
} from '../../../../lib/gateway/listener';
import { ListenerSet, type ListenerSetProps } from '../../../../lib/gateway/listener-set';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { addGateway, EDGE, INTERNAL } from './fixtures';

type OnGateway = Omit<ListenerSetProps, 'gateway'> & { readonly gateway: RouteParent };

const HTTP: HttpListener = { name: 'http', protocol: 'HTTP', port: 80 };
const SHOP: HttpListener = { name: 'shop', protocol: 'HTTP', port: 8080, hostname: 'shop.example.com' };
const TCP: TcpListener = { name: 'db', protocol: 'TCP', port: 5432 };
const TLS: TlsListener = { name: 'tls', protocol: 'TLS', port: 443, mode: 'Passthrough' };
const HTTPS: HttpsListener = {
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  hostname: 'shop.example.com',
  certificate: { type: 'Issuer', issuer: { name: 'authority', kind: 'ClusterIssuer' }, secretName: 'shop-tls' },
};

/** On a Gateway to which a route from another namespace is attached. */
const routed = (kind: RouteKind) =>
  built((chart, listener: Listener) => addGateway(chart, EDGE, [listener]).admit('app', undefined, kind));

const ALLOWED = {
  allowedNamespaces: { allowedNamespaces: ['partners'] },
  'allowedNamespaces, all': { allowedNamespaces: 'All' },
  'allowedNamespaces.matchLabels': { allowedNamespaces: { matchLabels: { team: 'shop' } } },
} as const;

showProps<HttpListener>('HttpListener', {
  base: HTTP,
  makes: routed('HTTPRoute'),
  examples: {
    name: { name: 'web' },
    port: { port: 8080 },
    hostname: { hostname: '*.example.com' },
    protocol: [{ protocol: 'TCP' as never }, { protocol: 'HTTP' }],
    ...ALLOWED,
  },
});

showProps<HttpsListener>('HttpsListener', {
  base: HTTPS,
  makes: routed('HTTPRoute'),
  examples: {
    name: { name: 'web' },
    port: { port: 8443 },
    hostname: { hostname: '*.example.com' },
    protocol: [{ protocol: 'HTTP' as never }, { protocol: 'HTTPS' }],
    certificate: { certificate: { type: 'Secret', secretName: 'other-tls' } },
    tlsOptions: { tlsOptions: { 'gateway.istio.io/tls-cipher-suites': 'ECDHE-ECDSA-AES256-GCM-SHA384' } },
    ...ALLOWED,
  },
});

showProps<TlsListener>('TlsListener', {
  base: TLS,
  makes: routed('TLSRoute'),
  examples: {
    name: { name: 'web' },
    port: { port: 8443 },
    hostname: { hostname: '*.example.com' },
    protocol: [{ protocol: 'TCP' as never }, { protocol: 'TLS' }],
    mode: [{ mode: 'Terminate' as never }, { mode: 'Passthrough' }],
    ...ALLOWED,
  },
});

showProps<TcpListener>('TcpListener', {
  base: TCP,
  makes: routed('TCPRoute'),
  examples: {
    name: { name: 'postgres' },
    port: { port: 5433 },
    protocol: [{ protocol: 'HTTP' as never }, { protocol: 'TCP' }],
    ...ALLOWED,
  },
});

showProps<OnGateway>('ListenerSetProps', {
  base: { name: 'shop', namespace: 'shop', gateway: EDGE, listeners: [SHOP] },
  makes: built(
    (chart, { gateway, ...props }) =>
      new ListenerSet(chart, 'Set', { ...props, gateway: addGateway(chart, gateway, [HTTP]) }),
  ),
  examples: {
    name: { name: 'other' },
    namespace: { namespace: 'partners' },
    gateway: { gateway: INTERNAL },
    listeners: { listeners: [SHOP, { ...SHOP, name: 'cart', hostname: 'cart.example.com' }] },
    mesh: { mesh: resolveMesh({ version: '1.29.8' }) },
  },
});
