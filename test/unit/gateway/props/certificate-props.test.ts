import type { IssuerRef } from '../../../../lib/addons/cert-manager/issuer-ref';
import type {
  BootstrapCertificate,
  CertificateSource,
  ExistingSecret,
  IssuedCertificate,
  NeededCertificate,
} from '../../../../lib/gateway/certificate';
import { type Made, made } from '../../../support/changes';
import { showProps } from '../../../support/show-props';
import { addGateway, EDGE } from './fixtures';

const AUTHORITY = { name: 'authority', kind: 'ClusterIssuer' } as const;

/** A Gateway whose listener shows the certificate, and what it asks the bootstrap for. */
function shown(certificate: CertificateSource): Made {
  let needed: readonly NeededCertificate[] = [];
  const objects = made(chart => {
    const https = { name: 'https', protocol: 'HTTPS', port: 443, hostname: 'shop.example.com', certificate } as const;
    needed = addGateway(chart, EDGE, [https]).neededCertificates;
  });
  return new Map([...objects, ...needed.map(each => [`needed ${each.secretName}`, each] as const)]);
}

showProps<IssuedCertificate>('IssuedCertificate', {
  base: { type: 'Issuer', issuer: AUTHORITY, secretName: 'shop-tls' },
  makes: shown,
  examples: {
    type: [{ type: 'Secret' as never }, { type: 'Issuer' }],
    issuer: { issuer: { name: 'lets-encrypt', kind: 'ClusterIssuer' } },
    'issuer.namespace': [{ issuer: { name: 'authority' } }, { issuer: { name: 'authority', namespace: 'pki' } }],
    secretName: { secretName: 'other-tls' },
    namespace: { namespace: 'shop' },
    dnsNames: { dnsNames: ['shop.example.com', 'www.example.com'] },
    duration: { duration: '4320h' },
    renewBefore: { renewBefore: '240h' },
  },
});

showProps<IssuerRef>('IssuerRef', {
  base: { name: 'authority' },
  makes: issuer => shown({ type: 'Issuer', issuer, secretName: 'shop-tls' }),
  examples: {
    name: { name: 'lets-encrypt' },
    kind: { kind: 'ClusterIssuer' },
  },
});

showProps<ExistingSecret>('ExistingSecret', {
  base: { type: 'Secret', secretName: 'shop-tls' },
  makes: shown,
  examples: {
    type: [{ type: 'Issuer', issuer: AUTHORITY } as never, { type: 'Secret' }],
    secretName: { secretName: 'other-tls' },
    namespace: { namespace: 'shop' },
  },
});

showProps<BootstrapCertificate>('BootstrapCertificate', {
  base: { type: 'Bootstrap', secretName: 'shop-tls' },
  makes: shown,
  examples: {
    type: [{ type: 'Issuer', issuer: AUTHORITY } as never, { type: 'Bootstrap' }],
    secretName: { secretName: 'other-tls' },
    dnsNames: { dnsNames: ['shop.example.com', 'www.example.com'] },
  },
});
