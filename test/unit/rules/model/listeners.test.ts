import { gateway, grant, http, https, manifest, tlsSecret } from '../../../support/gateway-yaml';
import { verdictOf } from '../../../support/manifests';

const listenersOf = (text: string, name = 'g') => verdictOf(text, 'Gateway', name)?.listeners ?? {};
const acceptedOf = (text: string) => verdictOf(text, 'Gateway', 'g')?.conditions?.Accepted;

describe('a listener', () => {
  it('loses to an earlier one of its port when only one of them has host names', () => {
    const tcp = { name: 'tcp', port: 80, protocol: 'TCP' };
    const text = gateway('edge/g', [http('web', { hostname: 'a.test' }), tcp]);
    expect(listenersOf(text).tcp?.conditions).toEqual({
      Accepted: ['False', 'ProtocolConflict'],
      Conflicted: ['True', 'ProtocolConflict'],
    });
    expect(acceptedOf(text)).toEqual(['True', 'ListenersNotValid']);
  });

  it('shares a port with another protocol of another host name', () => {
    const tls = { name: 'tls', port: 443, protocol: 'TLS', hostname: 'b.test', tls: { mode: 'Passthrough' } };
    const text = `${tlsSecret('edge/cert')}${gateway('edge/g', [https('web', [{ name: 'cert' }], { hostname: 'a.test' }), tls])}`;
    expect(listenersOf(text).tls?.conditions.Accepted).toEqual(['True', 'Accepted']);
  });

  it('without a host name conflicts with none but another without', () => {
    const text = gateway('edge/g', [http('any'), http('one', { hostname: 'a.test' })]);
    expect(acceptedOf(text)).toEqual(['True', 'Accepted']);
  });

  it('is in order when one of its certificates can be used', () => {
    const text = `${tlsSecret('edge/cert')}${gateway('edge/g', [https('web', [{ name: 'none' }, { name: 'cert' }])])}`;
    expect(listenersOf(text).web?.conditions.ResolvedRefs).toEqual(['True', 'ResolvedRefs']);
  });

  it.each([
    ['is not there', '', [{ name: 'none' }], 'InvalidCertificateRef', 'Accepted'],
    ['is no Secret', '', [{ kind: 'ConfigMap', name: 'cert' }], 'InvalidCertificateRef', 'Accepted'],
    [
      'is empty',
      tlsSecret('edge/cert', { 'tls.crt': '', 'tls.key': '' }),
      [{ name: 'cert' }],
      'InvalidCertificateRef',
      'Accepted',
    ],
    [
      'is out of order',
      tlsSecret('edge/cert', { 'tls.crt': '-----BEGIN CERTIFICATE-----\n', 'tls.key': 'KEY' }),
      [{ name: 'cert' }],
      'InvalidCertificateRef',
      'Accepted',
    ],
    [
      'is elsewhere without a grant',
      tlsSecret('far/cert'),
      [{ name: 'cert', namespace: 'far' }],
      'RefNotPermitted',
      'NoValidCACertificate',
    ],
    [
      'is one of three',
      tlsSecret('edge/cert'),
      [{ name: 'cert' }, { name: 'a' }, { name: 'b' }],
      'InvalidCertificateRef',
      'Accepted',
    ],
  ])('is out of order when its certificate %s', (_, objects, references, reason, accepted) => {
    const text = `${objects}${gateway('edge/g', [https('web', references)])}`;
    expect(listenersOf(text).web?.conditions.ResolvedRefs).toEqual(['False', reason]);
    expect(listenersOf(text).web?.conditions.Accepted?.[1]).toBe(accepted);
    expect(acceptedOf(text)).toEqual(['False', 'ListenersNotValid']);
  });

  it.each([
    ['of the name', { kind: 'Secret', name: 'cert' }, 'ResolvedRefs'],
    ['of all names', { kind: 'Secret' }, 'ResolvedRefs'],
    ['of another name', { kind: 'Secret', name: 'other' }, 'RefNotPermitted'],
    ['of another kind', { kind: 'ConfigMap' }, 'RefNotPermitted'],
  ])('uses a certificate elsewhere by a grant %s', (_, to, reason) => {
    const text = [
      tlsSecret('far/cert'),
      grant('far/grant', { kind: 'Gateway', namespace: 'edge' }, to),
      gateway('edge/g', [https('web', [{ name: 'cert', namespace: 'far' }])]),
    ].join('');
    expect(listenersOf(text).web?.conditions.ResolvedRefs?.[1]).toBe(reason);
  });

  it('takes a Secret for good that a Certificate of cert-manager will fill', () => {
    const certificate = manifest('cert-manager.io/v1', 'Certificate', 'edge/c', {
      spec: { secretName: 'cert', issuerRef: { name: 'ca' }, dnsNames: ['a.test'] },
    });
    const text = `${certificate}${gateway('edge/g', [https('web', [{ name: 'cert' }])])}`;
    expect(listenersOf(text).web?.conditions.ResolvedRefs).toEqual(['True', 'ResolvedRefs']);
  });

  it('says that a kind of route does not suit it rather than that its certificate is missing', () => {
    const allowedRoutes = { kinds: [{ kind: 'TCPRoute' }, { kind: 'HTTPRoute' }] };
    const text = gateway('edge/g', [https('web', [{ name: 'none' }], { allowedRoutes })]);
    expect(listenersOf(text).web).toMatchObject({
      kinds: ['HTTPRoute'],
      conditions: { ResolvedRefs: ['False', 'InvalidRouteKinds'] },
    });
  });

  it('takes TCP routes too when it ends TLS', () => {
    const tls = (mode: string) => ({
      name: 'tls',
      port: 443,
      protocol: 'TLS',
      tls: { mode, certificateRefs: [{ name: 'c' }] },
    });
    expect(listenersOf(gateway('edge/g', [tls('Terminate')])).tls?.kinds).toEqual(['TCPRoute', 'TLSRoute']);
    expect(listenersOf(gateway('edge/g', [tls('Passthrough')])).tls?.kinds).toEqual(['TLSRoute']);
  });

  it('by HBONE is for waypoints only', () => {
    const text = gateway('edge/g', [{ name: 'mesh', port: 15008, protocol: 'HBONE' }]);
    expect(listenersOf(text).mesh?.conditions.Accepted).toEqual(['False', 'UnsupportedProtocol']);
    expect(acceptedOf(text)).toEqual(['False', 'ListenersNotValid']);
  });

  it('of a waypoint that is not HBONE on 15008 is not accepted, its Gateway is', () => {
    const text = gateway('edge/g', [http('web')], { gatewayClassName: 'istio-waypoint' });
    expect(listenersOf(text).web?.conditions.Accepted).toEqual(['False', 'UnsupportedProtocol']);
    expect(acceptedOf(text)).toEqual(['True', 'Accepted']);
  });

  it('of a waypoint may share its port', () => {
    const hbone = (name: string, hostname: string) => ({ name, port: 15008, protocol: 'HBONE', hostname });
    const listeners = [hbone('a', 'a.test'), hbone('b', 'b.test')];
    expect(acceptedOf(gateway('edge/g', listeners))).toEqual(['False', 'ListenersNotValid']);
    expect(acceptedOf(gateway('edge/g', listeners, { gatewayClassName: 'istio-waypoint' }))).toEqual([
      'True',
      'Accepted',
    ]);
  });
});
