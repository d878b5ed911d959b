import {
  DestinationRule,
  type DestinationRuleProps,
  type ExternalHost,
} from '../../../../lib/gateway/destination-rule';
import { StickySession, type StickySessionProps } from '../../../../lib/gateway/sticky-session';
import { resolveMesh } from '../../../../lib/mesh/spec';
import { built, showProps } from '../../../support/show-props';
import { PAGE } from './fixtures';

const BANK: ExternalHost = { host: 'bank.example.com', namespace: 'egress' };
const OLD = resolveMesh({ version: '1.30.5' });
const STICKY: Partial<DestinationRuleProps> = {
  loadBalancer: undefined,
  affinity: { type: 'cookie', name: 'session' },
};

showProps<StickySessionProps>('StickySessionProps', {
  base: { name: 'sticky', backend: PAGE, cookie: 'session' },
  makes: built((chart, props) => new StickySession(chart, 'Sticky', props)),
  examples: {
    name: { name: 'other' },
    backend: { backend: { serviceName: 'api', namespace: 'api-ns', port: 81 } },
    cookie: { cookie: 'other' },
    ttl: { ttl: '1h30m' },
    at: [{ mesh: OLD }, { at: 'waypoint' }],
    hasVirtualService: [{ mesh: OLD, at: 'waypoint' }, { hasVirtualService: true }],
    mesh: [{ at: 'waypoint' }, { mesh: OLD }],
  },
});

showProps<DestinationRuleProps>('DestinationRuleProps', {
  base: { name: 'page', backend: PAGE, loadBalancer: 'ROUND_ROBIN' },
  makes: built((chart, props) => new DestinationRule(chart, 'Rule', props)),
  examples: {
    name: { name: 'other' },
    backend: { backend: { serviceName: 'api', namespace: 'api-ns', port: 81 } },
    'backend, outside the mesh': { backend: BANK },
    affinity: STICKY,
    loadBalancer: { loadBalancer: 'RANDOM' },
    connectionPool: { connectionPool: { tcp: { maxConnections: 100 }, http: { http2MaxRequests: 1000 } } },
    outlierDetection: { outlierDetection: { consecutive5xxErrors: 3, baseEjectionTime: '1m' } },
    tls: [{ backend: BANK }, { tls: { mode: 'SIMPLE', sni: 'bank.example.com' } }],
    at: [{ ...STICKY, mesh: OLD }, { at: 'waypoint' }],
    hasVirtualService: [{ ...STICKY, mesh: OLD, at: 'waypoint' }, { hasVirtualService: true }],
    mesh: [{ ...STICKY, at: 'waypoint' }, { mesh: OLD }],
    'mesh, with its cluster domain': { mesh: resolveMesh({ clusterDomain: 'example.local' }) },
  },
});

showProps<ExternalHost>('ExternalHost', {
  base: BANK,
  makes: built(
    (chart, backend) => new DestinationRule(chart, 'Rule', { name: 'bank', backend, tls: { mode: 'SIMPLE' } }),
  ),
  examples: {
    host: { host: 'broker.example.com' },
    namespace: { namespace: 'partners' },
  },
});
