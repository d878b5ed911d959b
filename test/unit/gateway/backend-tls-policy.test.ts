import { BackendTlsPolicy, type BackendTlsPolicyProps } from '../../../lib/gateway/backend-tls-policy';
import { faults, synthesize } from '../../support/synthesize';

const MINIMAL: BackendTlsPolicyProps = {
  name: 'nginx',
  backend: { serviceName: 'nginx', namespace: 'web', port: 443 },
  hostname: 'nginx.example.com',
  trust: { type: 'System' },
};
const policy = (props: Partial<BackendTlsPolicyProps> = {}) =>
  synthesize(chart => new BackendTlsPolicy(chart, 'Policy', { ...MINIMAL, ...props }))[0];

test('a gateway speaks TLS to a backend that public authorities vouch for', () => {
  expect(policy()).toEqual({
    apiVersion: 'gateway.networking.k8s.io/v1',
    kind: 'BackendTLSPolicy',
    metadata: { name: 'nginx', namespace: 'web' },
    spec: {
      targetRefs: [{ group: '', kind: 'Service', name: 'nginx' }],
      validation: { hostname: 'nginx.example.com', wellKnownCACertificates: 'System' },
    },
  });
});

describe('each prop shows', () => {
  test('trust in authorities of one’s own', () =>
    expect(policy({ trust: { type: 'ConfigMap', names: ['ca'] } }).spec.validation).toEqual({
      hostname: 'nginx.example.com',
      caCertificateRefs: [{ group: '', kind: 'ConfigMap', name: 'ca' }],
    }));

  test('sectionName', () => expect(policy({ sectionName: 'https' }).spec.targetRefs[0].sectionName).toBe('https'));

  test('subjectAltNames', () =>
    expect(
      policy({
        subjectAltNames: [
          { type: 'Hostname', hostname: 'other.example.com' },
          { type: 'URI', uri: 'spiffe://example.com/nginx' },
        ],
      }).spec.validation.subjectAltNames,
    ).toEqual([
      { type: 'Hostname', hostname: 'other.example.com' },
      { type: 'URI', uri: 'spiffe://example.com/nginx' },
    ]));
});

test('fails without an authority and with a wildcard', () => {
  const props = { ...MINIMAL, hostname: '*.example.com', trust: { type: 'ConfigMap', names: [] } } as const;
  expect(faults(chart => new BackendTlsPolicy(chart, 'Policy', props))).toMatchSnapshot();
});
