import {
  CertificateAuthority,
  type CertificateAuthorityProps,
} from '../../../lib/addons/cert-manager/certificate-authority';
import { faults, synthesize, toYaml } from '../../support/synthesize';

const authority = (props: Partial<CertificateAuthorityProps> = {}) =>
  synthesize(chart => new CertificateAuthority(chart, 'Authority', { name: 'lab', ...props }));
const root = (props: Partial<CertificateAuthorityProps>) => authority(props)[1];

test('an authority of the cluster is an issuer without a key, a root certificate and an issuer that signs with it', () =>
  expect(toYaml(authority())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name, in every name and as the subject', () => {
    expect(authority({ name: 'home' }).map(({ metadata }) => metadata.name)).toEqual([
      'home-selfsigned',
      'home-root',
      'home',
    ]);
    expect(root({ name: 'home' }).spec.commonName).toBe('home');
  });

  test('namespace, of the root certificate', () =>
    expect(root({ namespace: 'other' }).metadata.namespace).toBe('other'));

  test('scope: Issuers of one namespace in the place of ClusterIssuers', () => {
    const objects = authority({ scope: 'namespace', namespace: 'web' });
    expect(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).toEqual([
      'Issuer web/lab-selfsigned',
      'Certificate web/lab-root',
      'Issuer web/lab',
    ]);
    expect(objects[1].spec.issuerRef.kind).toBe('Issuer');
  });

  test('commonName', () => expect(root({ commonName: 'Home Lab' }).spec.commonName).toBe('Home Lab'));
  test('duration', () => expect(root({ duration: '8760h' }).spec.duration).toBe('8760h'));
});

test('an authority is the issuer that Certificates name, and says where its root lies', () => {
  synthesize(chart => {
    expect(new CertificateAuthority(chart, 'Authority', { name: 'lab' })).toMatchObject({
      name: 'lab',
      kind: 'ClusterIssuer',
      namespace: 'cert-manager',
      secretName: 'lab-root',
    });
  });
});

test('fails with every fault of an authority at once', () => {
  const wrong: CertificateAuthorityProps = { name: 'lab', commonName: '', duration: '1.5h' };
  expect(faults(chart => new CertificateAuthority(chart, 'Authority', wrong))).toMatchInlineSnapshot(`
AMB701: found commonName of 0 characters, expected 1 to 64 characters (RFC 5280): with an empty subject clients refuse what the authority issues: set commonName to a shorter text that says whose authority it is

AMB702: found duration 1.5h, expected whole hours, 24 or more, as in '87600h' for ten years: an authority outlives what it issues: set a longer duration, in hours
`);
});
