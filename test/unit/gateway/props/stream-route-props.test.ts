import type { Listener } from '../../../../lib/gateway/listener';
import { TcpRoute, type TcpRouteProps } from '../../../../lib/gateway/tcp-route';
import { TlsRoute, type TlsRouteProps } from '../../../../lib/gateway/tls-route';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { ATTACHMENTS, attachTo, EDGE, NEXT, PAGE } from './fixtures';

const TCP: Listener[] = [
  { name: 'main', protocol: 'TCP', port: 5432 },
  { name: 'other', protocol: 'TCP', port: 5433 },
];
const TLS: Listener[] = [
  { name: 'main', protocol: 'TLS', port: 443, mode: 'Passthrough' },
  { name: 'other', protocol: 'TLS', port: 8443, mode: 'Passthrough' },
];
const istiod = { env: { PILOT_ENABLE_ALPHA_GATEWAY_API: 'true' } };

showProps<TcpRouteProps>('TcpRouteProps', {
  base: { name: 'db', gateway: EDGE, backends: [{ backend: PAGE }] },
  makes: built((chart, props) => new TcpRoute(chart, 'Route', attachTo(chart, TCP, props))),
  examples: {
    name: { name: 'other' },
    namespace: { namespace: 'routes' },
    labels: { labels: { team: 'shop' } },
    backends: { backends: [{ backend: NEXT }] },
    mesh: { mesh: resolveMesh({ version: '1.30.5', istiod }) },
    'mesh, whose istiod does not read it': { mesh: resolveMesh({ version: '1.30.5' }) },
    ...ATTACHMENTS,
  },
});

showProps<TlsRouteProps>('TlsRouteProps', {
  base: { name: 'page', gateway: EDGE, hostnames: ['page.example.com'], backends: [{ backend: PAGE }] },
  makes: built((chart, props) => new TlsRoute(chart, 'Route', attachTo(chart, TLS, props))),
  examples: {
    name: { name: 'other' },
    namespace: { namespace: 'routes' },
    labels: { labels: { team: 'shop' } },
    hostnames: { hostnames: ['*.example.com'] },
    backends: { backends: [{ backend: NEXT }] },
    mesh: { mesh: resolveMesh({ version: '1.29.8', istiod }) },
    'mesh, whose istiod does not read it': { mesh: resolveMesh({ version: '1.29.8' }) },
    ...ATTACHMENTS,
  },
});
