import { usesClusterTrustBundle } from '../environment';
import type { ResolvedMesh } from '../spec';

/**
 * The `values` beside the templates: what istiod reads itself (hub, tag, variant, network and the proxy's image), and
 * what Istio's own texts of the two templates look up in `.Values`, so that these may take the place of ours.
 *
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (NewValuesConfig, ProxyImage)
 */
export function toValues(mesh: ResolvedMesh) {
  const { lifecycle, ...proxy } = mesh.proxy;
  return {
    global: {
      caAddress: mesh.caAddress,
      caName: mesh.caName,
      hub: mesh.hub,
      imagePullPolicy: mesh.imagePullPolicy ?? '',
      imagePullSecrets: mesh.imagePullSecrets,
      istioNamespace: mesh.namespace,
      logAsJson: mesh.logAsJson,
      logging: { level: mesh.logLevel ?? 'default:info' },
      meshID: mesh.meshId,
      multiCluster: { clusterName: mesh.clusterName },
      network: mesh.network,
      pilotCertProvider: mesh.istiod.pilotCertProvider,
      platform: mesh.platform ?? '',
      proxy: { ...proxy, clusterDomain: mesh.clusterDomain, lifecycle },
      sds: { token: { aud: mesh.tokenAudience } },
      sts: { servicePort: 0 },
      tag: mesh.tag,
      trustBundleName: mesh.trustBundleName,
      variant: mesh.variant,
      waypoint: mesh.waypoint,
    },
    gateways: { securityContext: mesh.gateways.securityContext, seccompProfile: mesh.gateways.seccompProfile ?? {} },
    pilot: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: usesClusterTrustBundle(mesh.istiod.env) } },
    revision: mesh.revision,
  };
}
