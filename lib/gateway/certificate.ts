import type { Hours, IssuerRef } from '../addons/cert-manager/issuer-ref';

/** Where a certificate and its key come from. Neither is ever written to the output. */
export type CertificateSource = IssuedCertificate | ExistingSecret | BootstrapCertificate;

/** cert-manager makes it, and renews it, by a Certificate that stands beside its user. */
export interface IssuedCertificate {
  readonly type: 'Issuer';

  /** Who signs it: a `CertificateAuthority`, or any Issuer or ClusterIssuer by its name; an Issuer serves its namespace only. */
  readonly issuer: IssuerRef & { readonly namespace?: string };

  /** metadata.name of the Certificate and of the Secret that cert-manager writes. */
  readonly secretName: string;

  /**
   * The namespace of both; another than its user's needs a ReferenceGrant, which is made.
   * @default - the namespace of its user
   */
  readonly namespace?: string;

  /**
   * The names that it is for.
   * @default - the hostnames of the listeners that use it
   */
  readonly dnsNames?: readonly string[];

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

/** A Secret of type `kubernetes.io/tls` that someone else makes. */
export interface ExistingSecret {
  readonly type: 'Secret';

  /** metadata.name of the Secret. */
  readonly secretName: string;

  /**
   * metadata.namespace of the Secret; another than its user's needs a ReferenceGrant, which is made.
   * @default - the namespace of its user
   */
  readonly namespace?: string;
}

/** The bootstrap makes it with openssl and puts it into a Secret, beside the manifests. */
export interface BootstrapCertificate {
  readonly type: 'Bootstrap';

  /** metadata.name of the Secret. */
  readonly secretName: string;

  /**
   * The names that it is for.
   * @default - the hostnames of the listeners that use it
   */
  readonly dnsNames?: readonly string[];
}

/** Every type of certificate that there is. */
export const SOURCES: readonly CertificateSource['type'][] = ['Issuer', 'Secret', 'Bootstrap'];

/** Listeners whose certificate is of a type that there is. */
export const hasKnownSource = ({ certificate }: { readonly certificate?: CertificateSource }): boolean =>
  certificate !== undefined && SOURCES.includes(certificate.type);

/** What the bootstrap has to make. */
export interface NeededCertificate {
  readonly namespace: string;
  readonly secretName: string;
  readonly dnsNames: readonly string[];
}

/** Where the Secret of a certificate is. */
export function secretNamespace(source: CertificateSource, own: string): string {
  return source.type === 'Bootstrap' ? own : (source.namespace ?? own);
}

/** The names that a certificate is for; undefined for a Secret, whose content nothing here knows. */
export function dnsNamesOf(source: CertificateSource, fallback: readonly string[]): readonly string[] | undefined {
  return source.type === 'Secret' ? undefined : (source.dnsNames ?? fallback);
}
