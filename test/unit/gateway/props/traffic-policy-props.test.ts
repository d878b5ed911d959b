import { DestinationRule } from '../../../../lib/gateway/destination-rule';
import type {
  Affinity,
  ConnectionPool,
  CookieAffinity,
  OutlierDetection,
  TlsOrigination,
  TrafficPolicy,
} from '../../../../lib/gateway/traffic-policy';
import { built, showProps } from '../../../support/show-props';
import { PAGE } from './fixtures';

const ruled = <P>(toPolicy: (props: P) => TrafficPolicy) =>
  built((chart, props: P) => new DestinationRule(chart, 'Rule', { name: 'page', backend: PAGE, ...toPolicy(props) }));

showProps<Affinity>('Affinity', {
  base: { type: 'header', name: 'x-user' },
  makes: ruled(affinity => ({ affinity })),
  examples: {
    type: { type: 'queryParameter' },
    'type, by address': { type: 'sourceIp' },
    'type, by cookie': { type: 'cookie' },
    name: { name: 'x-tenant' },
  },
  elsewhere: ['ttl', 'path', 'attributes'],
});

showProps<CookieAffinity>('CookieAffinity', {
  base: { type: 'cookie', name: 'session' },
  makes: ruled(affinity => ({ affinity })),
  examples: {
    type: [{ type: 'header' as never }, { type: 'cookie' }],
    name: { name: 'visit' },
    ttl: { ttl: '1h30m' },
    path: { path: '/shop' },
    attributes: { attributes: { SameSite: 'Strict', Secure: '' } },
  },
});

showProps<ConnectionPool>('ConnectionPool', {
  base: {},
  makes: ruled(connectionPool => ({ connectionPool })),
  examples: {
    tcp: { tcp: { maxConnections: 100, connectTimeout: '5s' } },
    'tcp.maxConnections': { tcp: { maxConnections: 100 } },
    'tcp.connectTimeout': { tcp: { connectTimeout: '5s' } },
    'tcp.idleTimeout': { tcp: { idleTimeout: '30m' } },
    'tcp.maxConnectionDuration': { tcp: { maxConnectionDuration: '12h' } },
    http: { http: { http2MaxRequests: 1000, maxRetries: 10 } },
    'http.http1MaxPendingRequests': { http: { http1MaxPendingRequests: 50 } },
    'http.http2MaxRequests': { http: { http2MaxRequests: 1000 } },
    'http.maxRequestsPerConnection': { http: { maxRequestsPerConnection: 500 } },
    'http.maxRetries': { http: { maxRetries: 10 } },
    'http.idleTimeout': { http: { idleTimeout: '10m' } },
  },
});

showProps<OutlierDetection>('OutlierDetection', {
  base: {},
  makes: ruled(outlierDetection => ({ outlierDetection })),
  examples: {
    consecutive5xxErrors: { consecutive5xxErrors: 3 },
    consecutiveGatewayErrors: { consecutiveGatewayErrors: 3 },
    interval: { interval: '5s' },
    baseEjectionTime: { baseEjectionTime: '1m' },
    maxEjectionPercent: { maxEjectionPercent: 50 },
    minHealthPercent: { minHealthPercent: 30 },
  },
});

showProps<TlsOrigination>('TlsOrigination', {
  base: { mode: 'SIMPLE' },
  makes: built((chart, tls) => {
    const backend = { host: 'bank.example.com', namespace: 'egress' };
    new DestinationRule(chart, 'Rule', { name: 'bank', backend, tls });
  }),
  examples: {
    mode: [{ mode: 'DISABLE' as never }, { mode: 'SIMPLE' }],
    sni: { sni: 'bank.example.com' },
    subjectAltNames: { subjectAltNames: ['bank.example.com', 'www.bank.example.com'] },
  },
});
