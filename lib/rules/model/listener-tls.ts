import type { Certificates } from './certificates';
import type { Problem } from './condition';
import type { FrontendTls, ListenerTls, ObjectReference } from './gateway-spec';
import type { Grants } from './grants';
import { CONFIG_MAP, type KindId, kindId, SECRET } from './kinds';

/** The Gateway or ListenerSet that refers to certificates. */
export interface Referrer {
  readonly kind: KindId;
  readonly namespace: string;
}

export interface CertificateContext {
  readonly certificates: Certificates;
  readonly grants: Grants;
}

/** Values of the option by which istiod brings its own certificate. */
const MODE_OPTION = 'gateway.istio.io/tls-terminate-mode';
const OWN_CERTIFICATE: ReadonlySet<string | undefined> = new Set(['ISTIO_SIMPLE', 'ISTIO_MUTUAL']);
const MOST_CERTIFICATES = 2;

/**
 * What is wrong with the TLS settings of a listener.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (buildTLS)
 */
export function tlsProblem(
  context: CertificateContext,
  referrer: Referrer,
  tls: ListenerTls | undefined,
  validation: { readonly caCertificateRefs?: readonly ObjectReference[] } | undefined,
): Problem | undefined {
  if (tls === undefined || (tls.mode ?? 'Terminate') !== 'Terminate') return undefined;
  if (OWN_CERTIFICATE.has(tls.options?.[MODE_OPTION])) return undefined;
  const references = tls.certificateRefs ?? [];
  if (references.length > MOST_CERTIFICATES) {
    return { reason: 'InvalidCertificateRef', message: `a listener serves at most ${MOST_CERTIFICATES} certificates` };
  }
  const problems = references.map(reference => certificateProblem(context, referrer, reference));
  // One that can be used is enough.
  if (problems.every(problem => problem !== undefined)) return problems[0];
  return authorityProblem(context, referrer, validation?.caCertificateRefs ?? []);
}

/** Why a listener or Gateway cannot use a certificate; undefined if it can. */
export function certificateProblem(
  { certificates, grants }: CertificateContext,
  { kind, namespace }: Referrer,
  reference: ObjectReference,
): Problem | undefined {
  const { group = '', kind: to = 'Secret', name, namespace: toNamespace = namespace } = reference;
  if (kindId(group, to) !== SECRET) {
    return { reason: 'InvalidCertificateRef', message: `a certificate is a Secret, not a ${to}` };
  }
  const message = certificates.pairProblem(toNamespace, name);
  if (message !== undefined) return { reason: 'InvalidCertificateRef', message };
  const ends = { from: kind, fromNamespace: namespace, to: SECRET, toNamespace, name };
  if (toNamespace === namespace || grants.allow(ends)) return undefined;
  return { reason: 'RefNotPermitted', message: `no ReferenceGrant lets it use Secret ${toNamespace}/${name}` };
}

/** By what the clients of one port are authenticated. */
export function clientValidation(frontend: FrontendTls | undefined, port: number) {
  return (frontend?.perPort?.find(each => each.port === port)?.tls ?? frontend?.default)?.validation;
}

function authorityProblem(
  { certificates, grants }: CertificateContext,
  { kind, namespace }: Referrer,
  references: readonly ObjectReference[],
): Problem | undefined {
  const [reference, ...more] = references;
  if (reference === undefined) return undefined;
  if (more.length > 0) return { reason: 'InvalidCACertificateRef', message: 'only one caCertificateRef is supported' };
  const { group = '', kind: toKind = '', name, namespace: toNamespace = namespace } = reference;
  const to = kindId(group, toKind);
  if (to !== SECRET && to !== CONFIG_MAP) {
    return {
      reason: 'InvalidCACertificateKind',
      message: `authorities are in a ConfigMap or Secret, not in a ${toKind}`,
    };
  }
  const message = certificates.authorityProblem(to, toNamespace, name);
  if (message !== undefined) return { reason: 'InvalidCACertificateRef', message };
  // istiod asks for the name under which the bundle is sent, so that only a grant without names can permit it.
  const ends = { from: kind, fromNamespace: namespace, to, toNamespace, name: `${name}-cacert` };
  if (toNamespace === namespace || grants.allow(ends)) return undefined;
  return { reason: 'RefNotPermitted', message: `no ReferenceGrant lets it use ${toKind} ${toNamespace}/${name}` };
}

/**
 * What is wrong with the certificate that a Gateway shows to backends.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (validateBackendClientCertificateRef)
 */
export function clientCertificateProblem(
  context: CertificateContext,
  referrer: Referrer,
  reference: ObjectReference | undefined,
): Problem | undefined {
  const problem = reference && certificateProblem(context, referrer, reference);
  if (problem?.reason !== 'InvalidCertificateRef') return problem;
  return { ...problem, reason: 'InvalidClientCertificateRef' };
}
