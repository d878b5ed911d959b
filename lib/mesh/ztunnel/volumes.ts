import { usesClusterTrustBundle } from '../environment';
import type { ResolvedMesh } from '../spec';
import type { Volume, VolumeMount } from '../spec/pod';

/** Where ztunnel reads the mesh's root certificate. */
function toRootCertificate(mesh: ResolvedMesh): Omit<Volume, 'name'> {
  if (usesClusterTrustBundle(mesh.ztunnel.env)) {
    const name = `istio.io:istiod-ca:${mesh.trustBundleName ?? 'root-cert'}`;
    return { projected: { sources: [{ clusterTrustBundle: { name, path: 'root-cert.pem' } }] } };
  }
  return { configMap: { name: mesh.trustBundleName ?? 'istio-ca-root-cert' } };
}

export function toZtunnelVolumes(mesh: ResolvedMesh): Volume[] {
  const { ztunnel } = mesh;
  const token = { path: 'istio-token', expirationSeconds: 43200, audience: 'istio-ca' };
  return [
    { name: 'istio-token', projected: { sources: [{ serviceAccountToken: token }] } },
    { name: 'istiod-ca-cert', ...toRootCertificate(mesh) },
    { name: 'cni-ztunnel-sock-dir', hostPath: { path: '/var/run/ztunnel', type: 'DirectoryOrCreate' } },
    { name: 'tmp', emptyDir: {} },
    ...(ztunnel.peerCaCrl ? [{ name: 'crl-volume', configMap: { name: 'istio-ca-crl', optional: true } }] : []),
    ...ztunnel.volumes,
  ];
}

export function toZtunnelMounts(mesh: ResolvedMesh): VolumeMount[] {
  const { ztunnel } = mesh;
  return [
    { name: 'istiod-ca-cert', mountPath: '/var/run/secrets/istio' },
    { name: 'istio-token', mountPath: '/var/run/secrets/tokens' },
    { name: 'cni-ztunnel-sock-dir', mountPath: '/var/run/ztunnel' },
    { name: 'tmp', mountPath: '/tmp' },
    ...(ztunnel.peerCaCrl ? [{ name: 'crl-volume', mountPath: '/var/run/secrets/istio/crl', readOnly: true }] : []),
    ...ztunnel.volumeMounts,
  ];
}
