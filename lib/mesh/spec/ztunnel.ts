import { type Platform, platformRow } from '../platforms';
import { EVERY_TAINT } from './cni';
import type {
  Affinity,
  Labels,
  PullPolicy,
  ResolvedResources,
  Resources,
  RollingUpdate,
  SeLinuxOptions,
  Toleration,
  Volume,
  VolumeMount,
} from './pod';
import { type WithDefaults, withDefaults } from './with-defaults';

/**
 * The proxy on each node that carries the mesh's traffic: what the chart `ztunnel` takes.
 *
 * @see https://github.com/istio/istio/blob/master/manifests/charts/ztunnel/values.yaml
 */
export interface ZtunnelProps {
  /** istiod trusts ztunnels of this namespace. @default - the mesh's namespace; on OpenShift `kube-system`, where privileged pods are allowed */
  readonly namespace?: string;
  /** The name of ztunnel's objects; istiod trusts ztunnels of this name. @default 'ztunnel' */
  readonly resourceName?: string;
  /** Image name, or a whole reference, with tag or digest, when it contains a `/`. @default 'ztunnel' */
  readonly image?: string;
  /** @default - the mesh's `hub` */
  readonly hub?: string;
  /** @default - the mesh's `tag` */
  readonly tag?: string;
  /** @default - the mesh's `variant` */
  readonly variant?: string;
  /** @default - the mesh's `imagePullPolicy` */
  readonly imagePullPolicy?: PullPolicy;
  /** Level, or levels by module: `trace`, `debug`, `info`, `warn`, `error`. @default 'info' */
  readonly logLevel?: string;
  /** @default - the mesh's `logAsJson` */
  readonly logAsJson?: boolean;
  /** Where configuration is fetched, as `host:port`. @default - istiod of the mesh's revision */
  readonly xdsAddress?: string;
  /** @default - requests of 200m CPU and 512Mi memory, no limits */
  readonly resources?: Resources;
  /** Whether a ResourceQuota lets ztunnel's priority class into its namespace. @default - the platform's, else false */
  readonly resourceQuotas?: boolean;
  /** Pods that the quota allows. @default 5000 */
  readonly resourceQuotaPods?: number;
  /** @default { maxSurge: 1, maxUnavailable: 0 } */
  readonly rollingUpdate?: RollingUpdate;
  /** Seconds that Kubernetes waits; ztunnel drains its connections for one second less. @default 30 */
  readonly terminationGracePeriodSeconds?: number;
  /** Node labels beside `kubernetes.io/os: linux`. @default - none */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly affinity?: Affinity;
  /** @default - every taint */
  readonly tolerations?: readonly Toleration[];
  /** On ztunnel's objects. @default - none */
  readonly labels?: Labels;
  /** On ztunnel's objects. @default - none */
  readonly annotations?: Labels;
  /** @default - none */
  readonly podLabels?: Labels;
  /** Annotations beside those for Prometheus. @default - none */
  readonly podAnnotations?: Labels;
  /** Environment variables by name. @default - none */
  readonly env?: Labels;
  /** Volumes beside ztunnel's own. @default - none */
  readonly volumes?: readonly Volume[];
  /** Mounts beside ztunnel's own. @default - none */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Whether peers' certificates are checked against the revocation list, from 1.29 on. @default false */
  readonly peerCaCrl?: boolean;
  /** @default - the platform's, else none */
  readonly seLinuxOptions?: SeLinuxOptions;
  /** From 1.30 on. @default - Kubernetes' own, `ClusterFirst` */
  readonly dnsPolicy?: 'ClusterFirst' | 'ClusterFirstWithHostNet' | 'Default' | 'None';
  /** From 1.30 on. @default - none */
  readonly dnsConfig?: DnsConfig;
}

/** @see https://kubernetes.io/docs/concepts/services-networking/dns-pod-service/#pod-dns-config */
export interface DnsConfig {
  readonly nameservers?: readonly string[];
  readonly searches?: readonly string[];
  readonly options?: readonly { readonly name: string; readonly value?: string }[];
}

const ZTUNNEL_DEFAULTS = {
  resourceName: 'ztunnel',
  image: 'ztunnel',
  logLevel: 'info',
  resources: { requests: { cpu: '200m', memory: '512Mi' } },
  resourceQuotaPods: 5000,
  rollingUpdate: { maxSurge: 1, maxUnavailable: 0 },
  terminationGracePeriodSeconds: 30,
  nodeSelector: {},
  affinity: {},
  tolerations: EVERY_TAINT,
  labels: {},
  annotations: {},
  podLabels: {},
  podAnnotations: {},
  env: {},
  volumes: [],
  volumeMounts: [],
  peerCaCrl: false,
} as const satisfies ZtunnelProps;

/** The defaults of ztunnel on a platform. */
function ztunnelDefaults(meshNamespace: string, platform: Platform | undefined) {
  const on = platformRow(platform);
  return {
    ...ZTUNNEL_DEFAULTS,
    namespace: on.privilegedNamespace ?? meshNamespace,
    resourceQuotas: on.resourceQuotas,
    seLinuxOptions: on.seLinuxType === undefined ? {} : { type: on.seLinuxType },
  };
}

export type ResolvedZtunnel = WithDefaults<ZtunnelProps, ReturnType<typeof ztunnelDefaults>> & {
  readonly resources: ResolvedResources;
};

export function resolveZtunnel(
  props: ZtunnelProps | undefined,
  meshNamespace: string,
  platform: Platform | undefined,
): ResolvedZtunnel {
  return withDefaults(props, ztunnelDefaults(meshNamespace, platform)) as ResolvedZtunnel;
}
