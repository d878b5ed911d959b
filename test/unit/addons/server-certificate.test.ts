import { coversHost, isDnsName } from '../../../lib/addons/cert-manager/dns-names';
import { ServerCertificate, type ServerCertificateProps } from '../../../lib/addons/cert-manager/server-certificate';
import { faults, synthesize, toYaml } from '../../support/synthesize';

const MINIMAL: ServerCertificateProps = {
  name: 'shop',
  namespace: 'web',
  dnsNames: ['shop.example.com'],
  issuer: { name: 'lab', kind: 'ClusterIssuer' },
};
const certificate = (props: Partial<ServerCertificateProps> = {}) =>
  synthesize(chart => new ServerCertificate(chart, 'Certificate', { ...MINIMAL, ...props }));

test('a certificate', () => expect(toYaml(certificate())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name, also as the Secret’s', () =>
    expect(certificate({ name: 'web' })).toMatchObject([{ metadata: { name: 'web' }, spec: { secretName: 'web' } }]));

  test('namespace', () => expect(certificate({ namespace: 'other' })[0].metadata.namespace).toBe('other'));
  test('dnsNames', () => expect(certificate({ dnsNames: ['a.b', '*.c'] })[0].spec.dnsNames).toEqual(['a.b', '*.c']));
  test('secretName', () => expect(certificate({ secretName: 'tls' })[0].spec.secretName).toBe('tls'));
  test('duration', () => expect(certificate({ duration: '1440h' })[0].spec.duration).toBe('1440h'));
  test('renewBefore', () => expect(certificate({ renewBefore: '24h' })[0].spec.renewBefore).toBe('24h'));

  test('issuer', () =>
    expect(certificate({ issuer: { name: 'own' } })[0].spec.issuerRef).toEqual({
      name: 'own',
      kind: 'Issuer',
      group: 'cert-manager.io',
    }));
});

test.each([
  ['shop.example.com', true],
  ['a.shop.example.com', false],
  ['x.wild.example.com', true],
  ['x.y.wild.example.com', false],
  ['wild.example.com', false],
  ['*.wild.example.com', true],
  ['localhost', false],
])('whether it is accepted for %s: %s', (host, covered) => {
  synthesize(chart => {
    const dnsNames = ['shop.example.com', '*.wild.example.com'];
    expect(new ServerCertificate(chart, 'Certificate', { ...MINIMAL, dnsNames }).covers(host)).toBe(covered);
  });
});

test('a name of one label is covered by itself only', () => {
  expect([coversHost(['localhost'], 'localhost'), coversHost(['*.local'], 'local')]).toEqual([true, false]);
});

test.each(['a', 'a.b', '*.a.b', 'xn--nxasmq6b.example', 'localhost', '1.example'])('%s is a DNS name', name =>
  expect(isDnsName(name)).toBe(true),
);

test.each([
  '',
  '*',
  'A.b',
  'a..b',
  'a.*.b',
  '*a.b',
  '-a.b',
  'https://a.b',
  'a.b:443',
  '10.0.0.1',
  `${'a'.repeat(64)}.b`,
])('%p is no DNS name', name => expect(isDnsName(name)).toBe(false));

test('fails with every fault of a certificate at once', () => {
  const wrong: Partial<ServerCertificateProps> = {
    dnsNames: ['Shop.example.com', 'shop.example.com:443', 'ok.example.com'],
    duration: '24h',
    renewBefore: '24h',
  };
  expect(faults(chart => new ServerCertificate(chart, 'Certificate', { ...MINIMAL, ...wrong }))).toMatchInlineSnapshot(`
AMB703: found dnsNames "Shop.example.com", "shop.example.com:443", expected one DNS name or more in lower case, without scheme and port, * only as the whole first label: write the hosts as clients ask for them, as in shop.example.com or *.example.com

AMB704: found duration 24h, renewBefore 24h, expected whole hours, renewBefore 1 or more and below duration: otherwise it is renewed without end, or never: make renewBefore a third of duration
`);
});

test('fails without names', () =>
  expect(
    faults(chart => new ServerCertificate(chart, 'Certificate', { ...MINIMAL, dnsNames: [] })),
  ).toMatchInlineSnapshot(
    `AMB703: found no dnsNames, expected one DNS name or more in lower case, without scheme and port, * only as the whole first label: write the hosts as clients ask for them, as in shop.example.com or *.example.com`,
  ));
