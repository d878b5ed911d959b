import { Construct } from 'constructs';
import type * as generated from '../../../imports/cert-manager.io';
import { type Check, enforce } from '../../core/checks';
import { coversHost, isDnsName } from './dns-names';
import { type Hours, hoursOf, type IssuerRef, toIssuerRef } from './issuer-ref';

export interface ServerCertificateProps {
  /** metadata.name of the Certificate. */
  readonly name: string;

  /** metadata.namespace: where the Secret is needed, as that of the Gateway whose listener shows it. */
  readonly namespace: string;

  /** The hosts that it is for, each in lower case; `*.` as the first label stands for exactly one label. */
  readonly dnsNames: readonly string[];

  /** Who issues it: a `CertificateAuthority`, or any Issuer of the namespace or ClusterIssuer by its name. */
  readonly issuer: IssuerRef;

  /**
   * metadata.name of the Secret that cert-manager writes: `tls.crt`, `tls.key` and the issuer's `ca.crt`.
   * @default - the name
   */
  readonly secretName?: string;

  /**
   * How long it holds, in hours.
   * @default '2160h' - 90 days
   */
  readonly duration?: Hours;

  /**
   * How long before its end it is renewed, in hours.
   * @default '720h' - 30 days
   */
  readonly renewBefore?: Hours;
}

function resolve(props: ServerCertificateProps) {
  return {
    ...props,
    secretName: props.secretName ?? props.name,
    duration: props.duration ?? '2160h',
    renewBefore: props.renewBefore ?? '720h',
  };
}

type ResolvedCertificate = ReturnType<typeof resolve>;

const wrongNames = ({ dnsNames }: ResolvedCertificate) => dnsNames.filter(name => !isDnsName(name));

const CHECKS: Check<ResolvedCertificate>[] = [
  {
    id: 'AMB703',
    when: certificate => certificate.dnsNames.length === 0 || wrongNames(certificate).length > 0,
    found: certificate =>
      certificate.dnsNames.length === 0
        ? 'no dnsNames'
        : `dnsNames ${wrongNames(certificate)
            .map(name => JSON.stringify(name))
            .join(', ')}`,
    expected: 'one DNS name or more in lower case, without scheme and port, * only as the whole first label',
    cure: 'write the hosts as clients ask for them, as in shop.example.com or *.example.com',
  },
  {
    id: 'AMB704',
    when: ({ duration, renewBefore }) =>
      !((hoursOf(duration) ?? 0) > (hoursOf(renewBefore) ?? Number.POSITIVE_INFINITY) && hoursOf(renewBefore) !== 0),
    found: ({ duration, renewBefore }) => `duration ${duration}, renewBefore ${renewBefore}`,
    expected: 'whole hours, renewBefore 1 or more and below duration: otherwise it is renewed without end, or never',
    cure: 'make renewBefore a third of duration',
  },
];

/**
 * A server's certificate that cert-manager issues and renews; each renewal has a new key.
 * It is what a Gateway's HTTPS listener shows, or a server that ends TLS itself.
 * @see https://cert-manager.io/docs/usage/certificate/
 */
export class ServerCertificate extends Construct {
  /** metadata.name of the Secret. */
  readonly secretName: string;

  /** metadata.namespace of Certificate and Secret. */
  readonly namespace: string;

  /** The hosts that it is for. */
  readonly dnsNames: readonly string[];

  constructor(scope: Construct, id: string, props: ServerCertificateProps) {
    super(scope, id);
    const certificate = resolve(props);
    enforce(this, CHECKS, certificate);
    const { name, namespace, dnsNames, secretName, duration, renewBefore } = certificate;
    this.secretName = secretName;
    this.namespace = namespace;
    this.dnsNames = dnsNames;
    // loaded here, so that a system without it does not pay for it
    const {
      Certificate,
      CertificateSpecPrivateKeyAlgorithm: Algorithm,
      CertificateSpecPrivateKeyRotationPolicy: Rotation,
      CertificateSpecUsages: Usage,
    }: typeof generated = require('../../../imports/cert-manager.io');
    new Certificate(this, 'Resource', {
      metadata: { name, namespace },
      spec: {
        secretName,
        dnsNames: [...dnsNames],
        duration,
        renewBefore,
        privateKey: { algorithm: Algorithm.ECDSA, size: 256, rotationPolicy: Rotation.ALWAYS },
        usages: [Usage.DIGITAL_SIGNATURE, Usage.SERVER_AUTH],
        issuerRef: toIssuerRef(certificate.issuer),
      },
    });
  }

  /** Whether clients accept it for a host. */
  covers(host: string): boolean {
    return coversHost(this.dnsNames, host);
  }
}
