import { toConfigText } from '../config-text';
import type { Manifest } from '../manifest';
import type { ResolvedMesh } from '../spec';
import { CNI_NAME, cniLabels } from './names';

/** How the agent mends pods that started before it; the charts' defaults, which ambient pods never need otherwise. */
const REPAIR = {
  REPAIR_ENABLED: 'true',
  REPAIR_LABEL_PODS: 'false',
  REPAIR_DELETE_PODS: 'false',
  REPAIR_REPAIR_PODS: 'true',
  REPAIR_INIT_CONTAINER_NAME: 'istio-validation',
  REPAIR_BROKEN_POD_LABEL_KEY: 'cni.istio.io/uninitialized',
  REPAIR_BROKEN_POD_LABEL_VALUE: 'true',
};

/** Files that are named only on some platforms. */
function toFileNames(mesh: ResolvedMesh): Record<string, string> {
  const { cni } = mesh;
  return {
    ...(cni.cniConfFileName === '' ? {} : { CNI_CONF_NAME: cni.cniConfFileName }),
    ...(cni.istioOwnedCNIConfig ? { ISTIO_OWNED_CNI_CONF_FILENAME: cni.istioOwnedCNIConfigFileName } : {}),
  };
}

/** What the agent does, as environment variables of its container. */
export function toCniConfig(mesh: ResolvedMesh): Manifest {
  const { cni } = mesh;
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: `${CNI_NAME}-config`, namespace: cni.namespace, labels: cniLabels(mesh) },
    data: {
      CURRENT_AGENT_VERSION: cni.tag ?? mesh.tag,
      AMBIENT_ENABLED: 'true',
      AMBIENT_ENABLEMENT_SELECTOR: toConfigText(cni.enablementSelectors).trimEnd(),
      AMBIENT_DNS_CAPTURE: String(cni.dnsCapture),
      AMBIENT_IPV6: String(cni.ipv6),
      AMBIENT_RECONCILE_POD_RULES_ON_STARTUP: String(cni.reconcileIptablesOnStartup),
      ENABLE_AMBIENT_DETECTION_RETRY: String(cni.enableAmbientDetectionRetry),
      ...toFileNames(mesh),
      ISTIO_OWNED_CNI_CONFIG: String(cni.istioOwnedCNIConfig),
      CHAINED_CNI_PLUGIN: String(cni.chained),
      EXCLUDE_NAMESPACES: cni.excludeNamespaces.join(','),
      ...REPAIR,
      NATIVE_NFTABLES: String(mesh.nativeNftables),
      ...cni.env,
    },
  };
}
