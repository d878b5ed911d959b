import { usesClusterTrustBundle } from '../environment';
import { revisionSuffix } from '../names';
import type { ResolvedMesh } from '../spec';
import type { Volume, VolumeMount } from '../spec/pod';

/** The ConfigMap with a further root certificate for JWKS servers. */
export const jwksConfigMapName = (mesh: ResolvedMesh): string => `pilot-jwks-extra-cacerts${revisionSuffix(mesh)}`;

const optionalSecret = (name: string, secretName: string): Volume => ({ name, secret: { secretName, optional: true } });

/** Where istiod reads the mesh's root certificate. */
function toRootCertificate(mesh: ResolvedMesh): Omit<Volume, 'name'> {
  if (usesClusterTrustBundle(mesh.istiod.env)) {
    const name = `istio.io:istiod-ca:${mesh.trustBundleName ?? 'root-cert'}`;
    return { projected: { sources: [{ clusterTrustBundle: { name, path: 'root-cert.pem', optional: true } }] } };
  }
  return { configMap: { name: mesh.trustBundleName ?? 'istio-ca-root-cert', defaultMode: 420, optional: true } };
}

export function toIstiodVolumes(mesh: ResolvedMesh): Volume[] {
  const token = { audience: mesh.tokenAudience, expirationSeconds: 43200, path: 'istio-token' };
  const trustsMore = mesh.istiod.jwksResolverExtraRootCA !== undefined;
  return [
    { name: 'local-certs', emptyDir: { medium: 'Memory' } },
    { name: 'istio-token', projected: { sources: [{ serviceAccountToken: token }] } },
    optionalSecret('cacerts', 'cacerts'),
    optionalSecret('istio-kubeconfig', 'istio-kubeconfig'),
    optionalSecret('istio-csr-dns-cert', 'istiod-tls'),
    { name: 'istio-csr-ca-configmap', ...toRootCertificate(mesh) },
    ...(trustsMore ? [{ name: 'extracacerts', configMap: { name: jwksConfigMapName(mesh) } }] : []),
    ...mesh.istiod.volumes,
  ];
}

export function toIstiodMounts(mesh: ResolvedMesh): VolumeMount[] {
  const trustsMore = mesh.istiod.jwksResolverExtraRootCA !== undefined;
  return [
    { name: 'istio-token', mountPath: '/var/run/secrets/tokens', readOnly: true },
    { name: 'local-certs', mountPath: '/var/run/secrets/istio-dns' },
    { name: 'cacerts', mountPath: '/etc/cacerts', readOnly: true },
    { name: 'istio-kubeconfig', mountPath: '/var/run/secrets/remote', readOnly: true },
    ...(trustsMore ? [{ name: 'extracacerts', mountPath: '/cacerts' }] : []),
    { name: 'istio-csr-dns-cert', mountPath: '/var/run/secrets/istiod/tls', readOnly: true },
    { name: 'istio-csr-ca-configmap', mountPath: '/var/run/secrets/istiod/ca', readOnly: true },
    ...mesh.istiod.volumeMounts,
  ];
}
