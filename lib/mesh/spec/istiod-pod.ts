import type { EnvVar, Labels, SeccompProfile, Volume, VolumeMount } from './pod';

/** What istiod's objects and its pod carry. */
export interface IstiodPodProps {
  /** Image name, or a whole reference, with tag or digest, when it contains a `/`. @default 'pilot' */
  readonly image?: string;
  /** @default - the mesh's `hub` */
  readonly hub?: string;
  /** @default - the mesh's `tag` */
  readonly tag?: string;
  /** @default - the mesh's `variant` */
  readonly variant?: string;
  /** Pod Security `restricted` asks for `RuntimeDefault`. @default - none */
  readonly seccompProfile?: SeccompProfile;
  /** Environment variables by name. @see https://istio.io/latest/docs/reference/commands/pilot-discovery/#envvars @default - none */
  readonly env?: Labels;
  /** Environment variables with a source, such as a Secret's key. @default - none */
  readonly envVarFrom?: readonly EnvVar[];
  /** Arguments after the chart's own. @default - none */
  readonly extraContainerArgs?: readonly string[];
  /** After what time a proxy must connect anew, which spreads proxies over replicas; a Go duration. @default '30m' */
  readonly keepaliveMaxServerConnectionAge?: string;
  /** Volumes beside istiod's own. @default - none */
  readonly volumes?: readonly Volume[];
  /** Mounts beside istiod's own. @default - none */
  readonly volumeMounts?: readonly VolumeMount[];
  /** Init containers, as Kubernetes has them. @default - none */
  readonly initContainers?: readonly Readonly<Record<string, unknown>>[];
  /** What the container reports when it ends, from 1.31 on. @default - the platform's; Kubernetes' own is `File` */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  /** @default - none */
  readonly podLabels?: Labels;
  /** Annotations beside those for Prometheus. @default - none */
  readonly podAnnotations?: Labels;
  /** @default - none */
  readonly deploymentLabels?: Labels;
  /** @default - none */
  readonly deploymentAnnotations?: Labels;
  /** On istiod's Service and those of the revision tags. @default - none */
  readonly serviceAnnotations?: Labels;
  /** @default - none */
  readonly serviceAccountAnnotations?: Labels;
  /** @default - Kubernetes' own, `SingleStack` */
  readonly ipFamilyPolicy?: 'SingleStack' | 'PreferDualStack' | 'RequireDualStack';
  /** In the order of preference. @default - the cluster's */
  readonly ipFamilies?: readonly ('IPv4' | 'IPv6')[];
  /** How clients spread over istiod's endpoints. @default - Kubernetes' own */
  readonly trafficDistribution?: string;
}

export const ISTIOD_POD_DEFAULTS = {
  image: 'pilot',
  env: {},
  envVarFrom: [],
  extraContainerArgs: [],
  keepaliveMaxServerConnectionAge: '30m',
  volumes: [],
  volumeMounts: [],
  initContainers: [],
  podLabels: {},
  podAnnotations: {},
  deploymentLabels: {},
  deploymentAnnotations: {},
  serviceAnnotations: {},
  serviceAccountAnnotations: {},
  ipFamilies: [],
} as const satisfies IstiodPodProps;
