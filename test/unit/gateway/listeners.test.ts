import { Gateway, type GatewayProps } from '../../../lib/gateway/gateway';
import type { Listener } from '../../../lib/gateway/listener';
import { resolveMesh } from '../../../lib/mesh/spec';
import { faults, only, synthesize } from '../../support/synthesize';

const build = (listeners: readonly Listener[], props: Partial<GatewayProps> = {}) =>
  synthesize(chart => new Gateway(chart, 'Gateway', { name: 'edge', namespace: 'istio-edge', listeners, ...props }));
const listener = (made: Listener) => only(build([made]), 'Gateway').spec.listeners[0];

const ISSUER = { name: 'ca', kind: 'ClusterIssuer' } as const;
const NEAR = { name: 'ca', kind: 'Issuer' } as const;
const SECRET = { type: 'Secret', secretName: 'shop-tls' } as const;
const https = (certificate: Extract<Listener, { protocol: 'HTTPS' }>['certificate'], hostname?: string): Listener => ({
  name: 'https',
  protocol: 'HTTPS',
  port: 443,
  hostname,
  certificate,
});

test('HTTPS ends at the gateway, with the certificate of a Secret that someone makes', () => {
  const [object] = build([https(SECRET)]);
  expect(object.metadata).toEqual({
    name: 'edge',
    namespace: 'istio-edge',
    annotations: { 'cdk8s-istio-ambient/expects-secrets': 'shop-tls' },
  });
  expect(object.spec.listeners).toEqual([
    {
      name: 'https',
      protocol: 'HTTPS',
      port: 443,
      tls: { mode: 'Terminate', certificateRefs: [{ group: '', kind: 'Secret', name: 'shop-tls' }] },
      allowedRoutes: { namespaces: { from: 'Same' } },
    },
  ]);
});

test('a certificate of cert-manager stands beside the Gateway, for the hostname of its listener', () => {
  const objects = build([https({ type: 'Issuer', issuer: ISSUER, secretName: 'shop-tls' }, 'shop.example.com')]);
  expect(only(objects, 'Gateway').metadata).toEqual({ name: 'edge', namespace: 'istio-edge' });
  expect(only(objects, 'Certificate')).toMatchObject({
    metadata: { name: 'shop-tls', namespace: 'istio-edge' },
    spec: {
      secretName: 'shop-tls',
      dnsNames: ['shop.example.com'],
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'ca' },
    },
  });
});

test('a certificate that the bootstrap makes is asked for, and no Secret is written', () => {
  synthesize(chart => {
    const gateway = new Gateway(chart, 'Gateway', {
      name: 'edge',
      namespace: 'istio-edge',
      listeners: [https({ type: 'Bootstrap', secretName: 'shop-tls' }, 'shop.example.com')],
    });
    expect(gateway.neededCertificates).toEqual([
      { namespace: 'istio-edge', secretName: 'shop-tls', dnsNames: ['shop.example.com'] },
    ]);
  });
  const objects = build([https({ type: 'Bootstrap', secretName: 'shop-tls', dnsNames: ['*.example.com'] })]);
  expect(objects.map(({ kind }) => kind)).toEqual(['Gateway']);
  expect(objects[0].metadata.annotations).toEqual({ 'cdk8s-istio-ambient/expects-secrets': 'shop-tls' });
});

describe('each prop of a certificate shows', () => {
  const certificate = (props: object) =>
    only(
      build([https({ type: 'Issuer', issuer: NEAR, secretName: 'shop-tls', ...props }, 'shop.example.com')]),
      'Certificate',
    );

  test('issuer of the namespace', () => expect(certificate({}).spec.issuerRef.kind).toBe('Issuer'));

  test('dnsNames', () =>
    expect(certificate({ dnsNames: ['*.example.com', 'example.com'] }).spec.dnsNames).toEqual([
      '*.example.com',
      'example.com',
    ]));

  test('duration and renewBefore', () =>
    expect(certificate({ duration: '2160h', renewBefore: '360h' }).spec).toMatchObject({
      duration: '2160h',
      renewBefore: '360h',
    }));

  test.each(['Issuer', 'Secret'] as const)('namespace, with a grant for that Secret only (%s)', type => {
    const source = { type, issuer: ISSUER, secretName: 'shop-tls', namespace: 'certificates' };
    const objects = build([https(source as never, 'shop.example.com')]);
    expect(only(objects, 'Gateway').spec.listeners[0].tls.certificateRefs).toEqual([
      { group: '', kind: 'Secret', name: 'shop-tls', namespace: 'certificates' },
    ]);
    expect(only(objects, 'ReferenceGrant')).toEqual({
      apiVersion: 'gateway.networking.k8s.io/v1beta1',
      kind: 'ReferenceGrant',
      metadata: { name: 'gateway-istio-edge-edge-shop-tls', namespace: 'certificates' },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'Gateway', namespace: 'istio-edge' }],
        to: [{ group: '', kind: 'Secret', name: 'shop-tls' }],
      },
    });
    const made = objects.filter(({ kind }) => kind === 'Certificate').map(({ metadata }) => metadata.namespace);
    expect(made).toEqual(type === 'Issuer' ? ['certificates'] : []);
  });

  test('one certificate of two listeners is for both hostnames', () => {
    const source = { type: 'Issuer', issuer: ISSUER, secretName: 'shop-tls' } as const;
    const objects = build([
      { ...https(source, 'a.example.com'), name: 'a' },
      { ...https(source, 'b.example.com'), name: 'b' },
    ]);
    expect(only(objects, 'Certificate').spec.dnsNames).toEqual(['a.example.com', 'b.example.com']);
  });
});

describe('each other kind of listener shows', () => {
  test('tlsOptions', () => {
    const options = { 'gateway.istio.io/tls-cipher-suites': 'ECDHE-RSA-AES256-GCM-SHA384' };
    expect(listener({ ...https(SECRET), tlsOptions: options } as Listener).tls.options).toEqual(options);
  });

  test('TLS that the app ends itself', () =>
    expect(
      listener({ name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 443, hostname: 'a.example.com' }),
    ).toEqual({
      name: 'tls',
      protocol: 'TLS',
      port: 443,
      hostname: 'a.example.com',
      tls: { mode: 'Passthrough' },
      allowedRoutes: { namespaces: { from: 'Same' } },
    }));

  test('TCP', () =>
    expect(listener({ name: 'tcp', protocol: 'TCP', port: 5432 })).toEqual({
      name: 'tcp',
      protocol: 'TCP',
      port: 5432,
      allowedRoutes: { namespaces: { from: 'Same' } },
    }));

  test('HTTPS and TLS with different hostnames on one port', () => {
    const passthrough = { name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 443, hostname: 'b.example.com' };
    expect(faults(chart => gatewayOf(chart, [https(SECRET, 'a.example.com'), passthrough as Listener]))).toBe('');
  });
});

describe('allowedNamespaces', () => {
  const allowed = (allowedNamespaces: Listener['allowedNamespaces'], admitted: string[] = []) =>
    synthesize(chart => {
      const gateway = gatewayOf(chart, [{ name: 'http', protocol: 'HTTP', port: 80, allowedNamespaces }]);
      for (const namespace of admitted) gateway.admit(namespace);
    })[0].spec.listeners[0].allowedRoutes.namespaces;

  test('stand beside the namespaces of attached routes', () =>
    expect(allowed(['later'], ['shop']).selector.matchExpressions[0].values).toEqual(['later', 'shop']));

  test('may be all', () => expect(allowed('All', ['shop'])).toEqual({ from: 'All' }));

  test('may be those with labels', () =>
    expect(allowed({ matchLabels: { 'istio.io/dataplane-mode': 'ambient' } })).toEqual({
      from: 'Selector',
      selector: { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } },
    }));
});

function gatewayOf(chart: ConstructorParameters<typeof Gateway>[0], listeners: Listener[], props = {}) {
  return new Gateway(chart, 'Gateway', { name: 'edge', namespace: 'istio-edge', listeners, ...props });
}

const issued = (props: object = {}, hostname?: string) =>
  https({ type: 'Issuer', issuer: NEAR, secretName: 'shop-tls', ...props }, hostname);
const OLD = resolveMesh({ version: '1.28.10' });
const PASSTHROUGH: Listener = { name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 8443 };
const TCP: Listener = { name: 'tcp', protocol: 'TCP', port: 5432 };

test.each<[string, Listener[], object]>([
  ['with two listeners of one address', [https(SECRET), { ...https(SECRET), name: 'again' }], {}],
  ['with two protocols on a port', [https(SECRET), { ...TCP, port: 443 }], {}],
  ['with protocols that the version does not serve', [PASSTHROUGH, TCP], { mesh: OLD }],
  ['without a name for a certificate', [issued()], {}],
  ['with a certificate for another name', [issued({ dnsNames: ['b.example.com'] }, 'a.example.com')], {}],
  ['with a certificate for one label of two', [issued({ dnsNames: ['*.example.com'] }, 'a.b.example.com')], {}],
  ['with a certificate for less than a wildcard', [issued({ dnsNames: ['a.example.com'] }, '*.example.com')], {}],
  ['with an Issuer in another namespace', [issued({ issuer: { ...NEAR, namespace: 'pki' } }, 'a.example.com')], {}],
])('fails %s', (_, listeners, props) => {
  expect(faults(chart => gatewayOf(chart, listeners, props))).toMatchSnapshot();
});

test.each<[string, Listener[], object]>([
  ['protocols that a switch of istiod lets in', [PASSTHROUGH, TCP], { mesh: withAlphaSwitch() }],
  ['TLS from 1.30 on', [PASSTHROUGH], { mesh: resolveMesh({ version: '1.30.3' }) }],
  ['a certificate for all below a domain', [issued({ dnsNames: ['*.example.com'] }, 'a.example.com')], {}],
  ['a certificate for a wildcard', [issued({}, '*.example.com')], {}],
  ['an Issuer beside its certificate', [issued({ issuer: { ...NEAR, namespace: 'istio-edge' } }, 'a.example.com')], {}],
])('has nothing against %s', (_, listeners, props) => {
  expect(faults(chart => gatewayOf(chart, listeners, props))).toBe('');
});

function withAlphaSwitch() {
  return resolveMesh({ version: '1.28.10', istiod: { env: { PILOT_ENABLE_ALPHA_GATEWAY_API: 'true' } } });
}
