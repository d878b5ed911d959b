import { Construct } from 'constructs';
import {
  CertificateSpecPrivateKeyAlgorithm as Algorithm,
  Certificate,
  ClusterIssuer,
  Issuer,
  CertificateSpecPrivateKeyRotationPolicy as Rotation,
} from '../../../imports/cert-manager.io';
import { type Check, enforce } from '../../core/checks';
import { type Hours, hoursOf, type IssuerRef, toIssuerRef } from './issuer-ref';

export interface CertificateAuthorityProps {
  /** metadata.name of the issuer that Certificates name; `NAME-selfsigned` and `NAME-root` stand beside it. */
  readonly name: string;

  /**
   * The namespace of the root certificate and of its Secret. For an authority of the cluster it must be the one that
   * cert-manager runs in, where a ClusterIssuer looks for Secrets; otherwise the one whose Certificates it issues.
   * @default 'cert-manager'
   * @see https://cert-manager.io/docs/configuration/#cluster-resource-namespace
   */
  readonly namespace?: string;

  /**
   * Who may ask it for certificates: everyone on the cluster, or its own namespace.
   * @default 'cluster'
   */
  readonly scope?: 'cluster' | 'namespace';

  /**
   * The subject of the root certificate, at most 64 characters. Without a subject clients refuse what it issues.
   * @default - the name
   * @see https://cert-manager.io/docs/configuration/selfsigned/#certificate-validity
   */
  readonly commonName?: string;

  /**
   * How long the root certificate holds, in hours.
   * @default '87600h' - ten years
   */
  readonly duration?: Hours;
}

function resolve(props: CertificateAuthorityProps) {
  return {
    name: props.name,
    namespace: props.namespace ?? 'cert-manager',
    scope: props.scope ?? 'cluster',
    commonName: props.commonName ?? props.name,
    duration: props.duration ?? '87600h',
  };
}

type ResolvedAuthority = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedAuthority>[] = [
  {
    id: 'AMB701',
    when: ({ commonName }) => commonName.length === 0 || commonName.length > 64,
    found: ({ commonName }) => `commonName of ${commonName.length} characters`,
    expected: '1 to 64 characters (RFC 5280): with an empty subject clients refuse what the authority issues',
    cure: 'set commonName to a shorter text that says whose authority it is',
  },
  {
    id: 'AMB702',
    when: ({ duration }) => (hoursOf(duration) ?? 0) < 24,
    found: ({ duration }) => `duration ${duration}`,
    expected: "whole hours, 24 or more, as in '87600h' for ten years: an authority outlives what it issues",
    cure: 'set a longer duration, in hours',
  },
];

/**
 * A certificate authority inside the cluster: an issuer without a key, the root certificate that it signs by the key of
 * that certificate itself, and the issuer that signs with the root. No secret is written: cert-manager makes the keys.
 *
 * A renewed root keeps its key, so what was issued before stays valid, and clients that trust the old root trust the new.
 * @see https://cert-manager.io/docs/configuration/selfsigned/#bootstrapping-ca-issuers
 */
export class CertificateAuthority extends Construct implements IssuerRef {
  readonly name: string;
  readonly kind: 'Issuer' | 'ClusterIssuer';

  /** metadata.namespace of the root certificate: the one that an authority of a namespace issues in. */
  readonly namespace: string;

  /** metadata.name of the Secret that holds the root: clients are given its `ca.crt`, nobody its `tls.key`. */
  readonly secretName: string;

  constructor(scope: Construct, id: string, props: CertificateAuthorityProps) {
    super(scope, id);
    const authority = resolve(props);
    enforce(this, CHECKS, authority);
    const { name, namespace, commonName, duration } = authority;
    const ofCluster = authority.scope === 'cluster';
    const issuer = (child: string, issuerName: string, spec: object) =>
      ofCluster
        ? new ClusterIssuer(this, child, { metadata: { name: issuerName }, spec })
        : new Issuer(this, child, { metadata: { name: issuerName, namespace }, spec });
    this.name = name;
    this.kind = ofCluster ? 'ClusterIssuer' : 'Issuer';
    this.namespace = namespace;
    this.secretName = `${name}-root`;

    issuer('SelfSigned', `${name}-selfsigned`, { selfSigned: {} });
    new Certificate(this, 'Root', {
      metadata: { name: this.secretName, namespace },
      spec: {
        isCa: true,
        commonName,
        secretName: this.secretName,
        duration,
        privateKey: { algorithm: Algorithm.ECDSA, size: 256, rotationPolicy: Rotation.NEVER },
        issuerRef: toIssuerRef({ name: `${name}-selfsigned`, kind: this.kind }),
      },
    });
    issuer('Resource', name, { ca: { secretName: this.secretName } });
  }
}
