import { usesClusterTrustBundle } from '../environment';
import type { ResolvedMesh } from '../spec';

/** A volume, and where the proxy sees it; nowhere for those that Istio's own pods carry along unused. */
export interface MountedVolume {
  readonly volume: { readonly name: string } & Readonly<Record<string, unknown>>;
  readonly mountPath?: string;
  readonly readOnly?: boolean;
}

const emptyDir = (name: string, mountPath?: string): MountedVolume => ({ volume: { name, emptyDir: {} }, mountPath });

const memory = (name: string, mountPath?: string): MountedVolume => ({
  volume: { name, emptyDir: { medium: 'Memory' } },
  mountPath,
});

/**
 * The volumes of a gateway, which may serve secrets of its own beside the workload's identity. Where another than
 * istiod signs, there is no root of istiod's to trust; waypoints carry it along all the same.
 */
export function gatewayVolumes(mesh: ResolvedMesh): readonly MountedVolume[] {
  return [
    ...sharedVolumes(mesh.tokenAudience),
    ...(mesh.istiod.pilotCertProvider === 'istiod' ? [rootVolume(mesh)] : []),
    emptyDir('credential-socket', '/var/run/secrets/credential-uds'),
    mesh.caName === 'GkeWorkloadCertificate' ? GKE_CERTIFICATE : emptyDir('workload-certs', CERTIFICATE_PATH),
  ];
}

/** The volumes of a waypoint. Istio always asks its tokens for the audience `istio-ca`. */
export function waypointVolumes(mesh: ResolvedMesh): readonly MountedVolume[] {
  return [...sharedVolumes('istio-ca'), rootVolume(mesh), memory('go-proxy-envoy'), emptyDir('go-proxy-data')];
}

export const toVolumes = (volumes: readonly MountedVolume[]) => volumes.map(({ volume }) => volume);

export const toMounts = (volumes: readonly MountedVolume[]) =>
  volumes.flatMap(({ volume, mountPath, readOnly }) =>
    mountPath === undefined ? [] : [{ name: volume.name, mountPath, readOnly }],
  );

const CERTIFICATE_PATH = '/var/run/secrets/workload-spiffe-credentials';

const GKE_CERTIFICATE: MountedVolume = {
  volume: { name: 'gke-workload-certificate', csi: { driver: 'workloadcertificates.security.cloud.google.com' } },
  mountPath: CERTIFICATE_PATH,
  readOnly: true,
};

function sharedVolumes(audience: string): readonly MountedVolume[] {
  return [
    emptyDir('workload-socket', '/var/run/secrets/workload-spiffe-uds'),
    memory('istio-envoy', '/etc/istio/proxy'),
    emptyDir('istio-data', '/var/lib/istio/data'),
    { volume: { name: 'istio-podinfo', downwardAPI: { items: POD_INFO } }, mountPath: '/etc/istio/pod' },
    {
      volume: { name: 'istio-token', projected: { sources: [token(audience)] } },
      mountPath: '/var/run/secrets/tokens',
    },
  ];
}

const rootVolume = (mesh: ResolvedMesh): MountedVolume => ({
  volume: { name: 'istiod-ca-cert', ...rootCertificate(mesh) },
  mountPath: '/var/run/secrets/istio',
});

const POD_INFO = ['labels', 'annotations'].map(path => ({ path, fieldRef: { fieldPath: `metadata.${path}` } }));

const token = (audience: string) => ({
  serviceAccountToken: { audience, expirationSeconds: 43_200, path: 'istio-token' },
});

/** The ConfigMap that istiod keeps in every namespace, or the bundle that it keeps for the whole cluster. */
function rootCertificate(mesh: ResolvedMesh) {
  if (usesClusterTrustBundle(mesh.istiod.env)) {
    const name = `istio.io:istiod-ca:${mesh.trustBundleName ?? 'root-cert'}`;
    return { projected: { sources: [{ clusterTrustBundle: { name, path: 'root-cert.pem' } }] } };
  }
  return { configMap: { name: mesh.trustBundleName ?? 'istio-ca-root-cert' } };
}
