import {
  CertificateAuthority,
  type CertificateAuthorityProps,
} from '../../../../lib/addons/cert-manager/certificate-authority';
import { IssuerAccount, type IssuerAccountProps } from '../../../../lib/addons/cert-manager/issuer-account';
import { ServerCertificate, type ServerCertificateProps } from '../../../../lib/addons/cert-manager/server-certificate';
import { built, showProps } from '../../../support/show-props';

showProps<CertificateAuthorityProps>('CertificateAuthorityProps', {
  base: { name: 'lab' },
  makes: built((chart, props) => new CertificateAuthority(chart, 'Authority', props)),
  examples: {
    name: { name: 'home' },
    namespace: { namespace: 'certificates' },
    'namespace, of an authority of its own': [{ scope: 'namespace' }, { namespace: 'web' }],
    scope: [{ namespace: 'web' }, { scope: 'namespace' }],
    commonName: { commonName: 'Home Lab' },
    duration: { duration: '43800h' },
  },
});

const CONTROLLER = { name: 'cert-manager', namespace: 'cert-manager' };

showProps<IssuerAccountProps>('IssuerAccountProps', {
  base: { name: 'vault', namespace: 'web' },
  makes: built((chart, props) => new IssuerAccount(chart, 'Account', props)),
  examples: {
    name: { name: 'dns' },
    namespace: { namespace: 'cert-manager' },
    controller: { controller: { name: 'controller', namespace: 'certificates' } },
    'controller.name': { controller: { ...CONTROLLER, name: 'controller' } },
    'controller.namespace': { controller: { ...CONTROLLER, namespace: 'certificates' } },
  },
});

showProps<ServerCertificateProps>('ServerCertificateProps', {
  base: { name: 'shop', namespace: 'web', dnsNames: ['shop.example.com'], issuer: { name: 'lab' } },
  makes: built((chart, props) => new ServerCertificate(chart, 'Certificate', props)),
  examples: {
    name: { name: 'store' },
    namespace: { namespace: 'edge' },
    dnsNames: { dnsNames: ['shop.example.com', '*.shop.example.com'] },
    issuer: { issuer: { name: 'company', kind: 'ClusterIssuer' } },
    secretName: { secretName: 'shop-tls' },
    duration: { duration: '8760h' },
    renewBefore: { renewBefore: '360h' },
  },
});
