import { type Platform, platformRow } from '../platforms';
import type { VersionRow } from '../versions';
import type {
  Affinity,
  LabelSelector,
  Labels,
  PullPolicy,
  ResolvedResources,
  Resources,
  RollingUpdate,
  SeccompProfile,
  SeLinuxOptions,
  Toleration,
} from './pod';
import { type WithDefaults, withDefaults } from './with-defaults';

/**
 * The agent on each node that puts pods into the mesh: what the chart `cni` takes, where it concerns an ambient mesh.
 *
 * @see https://github.com/istio/istio/blob/master/manifests/charts/istio-cni/values.yaml
 */
export interface CniProps {
  /** @default - the mesh's namespace; on OpenShift `kube-system`, where privileged pods are allowed */
  readonly namespace?: string;
  /** Image name, or a whole reference, with tag or digest, when it contains a `/`. @default 'install-cni' */
  readonly image?: string;
  /** @default - the mesh's `hub` */
  readonly hub?: string;
  /** @default - the mesh's `tag` */
  readonly tag?: string;
  /** @default - the mesh's `variant` */
  readonly variant?: string;
  /** @default - the mesh's `imagePullPolicy` */
  readonly pullPolicy?: PullPolicy;
  /** Level, or levels by scope. @default - the mesh's `logLevel`, else `info` */
  readonly logLevel?: string;
  /** Where the kubelet looks for CNI plugins, on the node. @default - the platform's, else `/opt/cni/bin` */
  readonly cniBinDir?: string;
  /** Where the kubelet looks for CNI configuration, on the node. @default - the platform's, else `/etc/cni/net.d` */
  readonly cniConfDir?: string;
  /** The CNI configuration file to add to. @default - the platform's, else the first one found */
  readonly cniConfFileName?: string;
  /** Where the runtime keeps network namespaces, on the node. @default - the platform's, else `/var/run/netns` */
  readonly cniNetnsDir?: string;
  /** Whether Istio writes a CNI configuration file of its own. @default false */
  readonly istioOwnedCNIConfig?: boolean;
  /** That file's name. @default - istio-cni's own, `02-istio-cni.conflist` */
  readonly istioOwnedCNIConfigFileName?: string;
  /** Whether istio-cni joins the chain of an existing CNI configuration. @default - the platform's, else true */
  readonly chained?: boolean;
  /** Who calls CNI plugins; `multus` adds a NetworkAttachmentDefinition. @default - the platform's, else `default` */
  readonly provider?: 'default' | 'multus';
  /** Namespaces whose pods are never put into the mesh. @default ['kube-system'] */
  readonly excludeNamespaces?: readonly string[];
  /** Which pods are in the mesh: any one of the pairs. @default - pods and namespaces labelled `istio.io/dataplane-mode: ambient` */
  readonly enablementSelectors?: readonly EnablementSelector[];
  /** Whether ztunnel answers the DNS queries of pods in the mesh. @default true */
  readonly dnsCapture?: boolean;
  /** Whether IPv6 rules are set in pods; false for kernels without IPv6. @default true */
  readonly ipv6?: boolean;
  /** Whether rules in running pods are mended when the agent starts. @default - true from 1.29 on */
  readonly reconcileIptablesOnStartup?: boolean;
  /** Whether the agent runs in the node's network namespace. @default false */
  readonly shareHostNetworkNamespace?: boolean;
  /** Whether the agent asks again when it could not tell if a pod is in the mesh. @default false */
  readonly enableAmbientDetectionRetry?: boolean;
  /** @default - requests of 100m CPU and 100Mi memory, no limits */
  readonly resources?: Resources;
  /** Whether a ResourceQuota lets the agent's priority class into its namespace. @default - the platform's, else false */
  readonly resourceQuotas?: boolean;
  /** Pods that the quota allows. @default 5000 */
  readonly resourceQuotaPods?: number;
  /** @default { maxUnavailable: 1 } */
  readonly rollingUpdate?: RollingUpdate;
  /** Seconds for the agent to clean up, from 1.29 on; 1.28 has five. @default 30 */
  readonly terminationGracePeriodSeconds?: number;
  /** @default - none */
  readonly affinity?: Affinity;
  /** @default - every taint */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly podLabels?: Labels;
  /** @default - none beside those for Prometheus and AppArmor */
  readonly podAnnotations?: Labels;
  /** @default - none */
  readonly daemonSetLabels?: Labels;
  /** Environment variables by name; they are also in the agent's ConfigMap. @default - none */
  readonly env?: Labels;
  /** @default - none */
  readonly seccompProfile?: SeccompProfile;
  /** The type is `spc_t` where others are set without one. @default - the platform's, else none */
  readonly seLinuxOptions?: SeLinuxOptions;
  /** Whether AppArmor is turned off by annotation; false, from 1.30 on, does it by a field (Kubernetes 1.30). @default true */
  readonly useAppArmorAnnotation?: boolean;
}

/** A pod is in the mesh when both selectors of one pair match. */
export interface EnablementSelector {
  readonly podSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
}

const MODE = 'istio.io/dataplane-mode';

export const EVERY_TAINT: readonly Toleration[] = [
  { effect: 'NoSchedule', operator: 'Exists' },
  { key: 'CriticalAddonsOnly', operator: 'Exists' },
  { effect: 'NoExecute', operator: 'Exists' },
];

const CNI_DEFAULTS = {
  image: 'install-cni',
  istioOwnedCNIConfig: false,
  istioOwnedCNIConfigFileName: '',
  excludeNamespaces: ['kube-system'],
  enablementSelectors: [
    { podSelector: { matchLabels: { [MODE]: 'ambient' } } },
    {
      namespaceSelector: { matchLabels: { [MODE]: 'ambient' } },
      podSelector: { matchExpressions: [{ key: MODE, operator: 'NotIn', values: ['none'] }] },
    },
  ],
  dnsCapture: true,
  ipv6: true,
  shareHostNetworkNamespace: false,
  enableAmbientDetectionRetry: false,
  resources: { requests: { cpu: '100m', memory: '100Mi' } },
  resourceQuotaPods: 5000,
  rollingUpdate: { maxUnavailable: 1 },
  affinity: {},
  tolerations: EVERY_TAINT,
  podLabels: {},
  podAnnotations: {},
  daemonSetLabels: {},
  env: {},
  useAppArmorAnnotation: true,
} as const satisfies CniProps;

/** The defaults of istio-cni on a platform and in a version. */
function cniDefaults(meshNamespace: string, platform: Platform | undefined, row: VersionRow) {
  const on = platformRow(platform);
  return {
    ...CNI_DEFAULTS,
    namespace: on.privilegedNamespace ?? meshNamespace,
    cniBinDir: on.cniBinDir,
    cniConfDir: on.cniConfDir,
    cniConfFileName: on.cniConfFileName,
    cniNetnsDir: on.cniNetnsDir,
    chained: on.chained,
    provider: on.provider,
    resourceQuotas: on.resourceQuotas,
    seLinuxOptions: on.seLinuxType === undefined ? {} : { type: on.seLinuxType },
    reconcileIptablesOnStartup: row.knows.reconcileByDefault,
    terminationGracePeriodSeconds: row.knows.cniGracePeriod ? 30 : 5,
  };
}

export type ResolvedCni = WithDefaults<CniProps, ReturnType<typeof cniDefaults>> & {
  readonly resources: ResolvedResources;
};

export function resolveCni(
  props: CniProps | undefined,
  meshNamespace: string,
  platform: Platform | undefined,
  row: VersionRow,
): ResolvedCni {
  return withDefaults(props, cniDefaults(meshNamespace, platform, row)) as ResolvedCni;
}
