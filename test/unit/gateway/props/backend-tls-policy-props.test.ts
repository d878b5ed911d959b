import {
  BackendTlsPolicy,
  type BackendTlsPolicyProps,
  type BackendTrust,
  type SubjectAltName,
} from '../../../../lib/gateway/backend-tls-policy';
import { built, showProps } from '../../../support/show-props';

const NGINX: BackendTlsPolicyProps = {
  name: 'nginx',
  backend: { serviceName: 'nginx', namespace: 'web', port: 443 },
  hostname: 'nginx.example.com',
  trust: { type: 'System' },
};
const WORKLOAD: SubjectAltName = { type: 'URI', uri: 'spiffe://example.com/nginx' };

const policy = <P>(toProps: (props: P) => Partial<BackendTlsPolicyProps>) =>
  built((chart, props: P) => new BackendTlsPolicy(chart, 'Policy', { ...NGINX, ...toProps(props) }));

showProps<BackendTlsPolicyProps>('BackendTlsPolicyProps', {
  base: NGINX,
  makes: policy(props => props),
  examples: {
    name: { name: 'other' },
    backend: { backend: { serviceName: 'secure', namespace: 'safe', port: 8443 } },
    hostname: { hostname: 'www.example.com' },
    trust: { trust: { type: 'ConfigMap', names: ['authority'] } },
    sectionName: { sectionName: 'https' },
    subjectAltNames: { subjectAltNames: [{ type: 'Hostname', hostname: 'www.example.com' }, WORKLOAD] },
  },
});

showProps<BackendTrust>('BackendTrust', {
  base: { type: 'ConfigMap', names: ['authority'] },
  makes: policy(trust => ({ trust })),
  examples: {
    type: { type: 'System' },
    names: { names: ['authority', 'older-authority'] },
  },
});

showProps<SubjectAltName>('SubjectAltName', {
  base: { type: 'Hostname', hostname: 'www.example.com' },
  makes: policy(name => ({ subjectAltNames: [name] })),
  examples: {
    type: { ...WORKLOAD, hostname: undefined } as SubjectAltName,
    hostname: { hostname: 'shop.example.com' },
    uri: [{ ...WORKLOAD, hostname: undefined } as SubjectAltName, { uri: 'spiffe://example.com/shop' }],
  },
});
