import { ServiceEntry, type ServiceEntryPort, type ServiceEntryProps } from '../../../../lib/mesh/service-entry';
import { built, showProps } from '../../../support/show-props';

const HTTPS: ServiceEntryPort = { number: 443, name: 'https', protocol: 'HTTPS' };

const BASE: ServiceEntryProps = { name: 'api', namespace: 'egress', hosts: ['api.example.com'], ports: [HTTPS] };

const STATIC: Partial<ServiceEntryProps> = {
  resolution: 'STATIC',
  endpoints: [{ address: '192.0.2.10', ports: { https: 8443 } }],
};

showProps<ServiceEntryProps>('ServiceEntryProps', {
  base: BASE,
  makes: built((chart, props) => new ServiceEntry(chart, 'Entry', props)),
  examples: {
    name: { name: 'billing' },
    namespace: { namespace: 'app' },
    hosts: { hosts: ['api.example.com', 'login.example.com'] },
    ports: { ports: [HTTPS, { number: 80, name: 'http', protocol: 'HTTP' }] },
    resolution: { resolution: 'NONE' },
    'resolution, for a wildcard': [{ hosts: ['*.example.com'] }, { resolution: 'DYNAMIC_DNS' }],
    location: { location: 'MESH_INTERNAL' },
    endpoints: { endpoints: [{ address: 'api.backup.example.com' }] },
    'endpoints.address': [STATIC, { endpoints: [{ address: '192.0.2.11', ports: { https: 8443 } }] }],
    'endpoints.ports': [STATIC, { endpoints: [{ address: '192.0.2.10', ports: { https: 9443 } }] }],
    addresses: { addresses: ['240.0.0.10'] },
    exportTo: { exportTo: ['.'] },
    labels: { labels: { 'istio.io/use-waypoint': 'waypoint' } },
  },
});

showProps<ServiceEntryPort>('ServiceEntryPort', {
  base: HTTPS,
  makes: built((chart, port) => new ServiceEntry(chart, 'Entry', { ...BASE, ports: [port] })),
  examples: {
    number: { number: 8443 },
    name: { name: 'tls' },
    protocol: { protocol: 'TLS' },
    targetPort: { targetPort: 8443 },
  },
});
