import type { LabelSelector, Labels } from './pod';

/**
 * The mesh's configuration as istiod and ztunnel read it in ambient mode; anything else of MeshConfig passes as it is.
 * It lies over what AmbientMesh sets itself: maps are merged, lists replaced.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 */
export interface MeshConfig {
  /** The name under which workloads prove who they are. @default 'cluster.local' */
  readonly trustDomain?: string;
  /** Other trust domains that are taken for this one. @default - none */
  readonly trustDomainAliases?: readonly string[];
  /** The namespace whose configuration applies to the whole mesh. @default - the mesh's namespace */
  readonly rootNamespace?: string;
  /** Only namespaces that match one of these are looked at; istiod's, istio-cni's and ztunnel's must match too. @default - all */
  readonly discoverySelectors?: readonly LabelSelector[];
  /** Services that other clusters see. @default - those labelled `istio.io/global: 'true'` */
  readonly serviceScopeConfigs?: readonly ServiceScopeConfig[];
  /** Where gateways and waypoints log requests, such as `/dev/stdout`. @default - nowhere */
  readonly accessLogFile?: string;
  /** @default 'TEXT' */
  readonly accessLogEncoding?: 'TEXT' | 'JSON';
  /** Envoy's format string. @default - Istio's own */
  readonly accessLogFormat?: string;
  /** Whether gateways and waypoints trace requests. @default false */
  readonly enableTracing?: boolean;
  /** Whether applications' metrics are served with the proxy's. @default true */
  readonly enablePrometheusMerge?: boolean;
  /**
   * Which providers serve when no Telemetry says so, all of them: it takes the default's place.
   * @default - Prometheus for metrics, unless telemetry is off
   */
  readonly defaultProviders?: DefaultProviders;
  /** Tracers, loggers and authorizers by name. @default - none */
  readonly extensionProviders?: readonly Readonly<Record<string, unknown>>[];
  /** Whether hosts that the mesh does not know can be reached. @default - ALLOW_ANY */
  readonly outboundTrafficPolicy?: { readonly mode?: 'ALLOW_ANY' | 'REGISTRY_ONLY' };
  /** How paths are normalized before they are matched. @default - BASE */
  readonly pathNormalization?: { readonly normalization?: PathNormalization };
  /** Further certificate authorities. @default - none */
  readonly caCertificates?: readonly Readonly<Record<string, unknown>>[];
  /** What every proxy starts with. @default - HBONE on */
  readonly defaultConfig?: ProxyConfig;
  /** The rest of MeshConfig. */
  readonly [field: string]: unknown;
}

export type PathNormalization = 'DEFAULT' | 'NONE' | 'BASE' | 'MERGE_SLASHES' | 'DECODE_AND_MERGE_SLASHES';

export interface DefaultProviders {
  readonly metrics?: readonly string[];
  readonly tracing?: readonly string[];
  readonly accessLogging?: readonly string[];
}

export interface ServiceScopeConfig {
  readonly scope: 'LOCAL' | 'GLOBAL';
  readonly servicesSelector?: LabelSelector;
  readonly namespaceSelector?: LabelSelector;
}

/** @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#ProxyConfig */
export interface ProxyConfig {
  /** Environment variables of every proxy. @default - `ISTIO_META_ENABLE_HBONE: 'true'` */
  readonly proxyMetadata?: Labels;
  /** Where and how much proxies trace. @default - Istio's own */
  readonly tracing?: Readonly<Record<string, unknown>>;
  /** Worker threads; 0 takes the limit of the CPU. @default - Istio's own */
  readonly concurrency?: number;
  /** How long a proxy drains connections when it ends; a duration such as `45s`. @default - Istio's own */
  readonly drainDuration?: string;
  /** How long a proxy lives on when it ends; a duration such as `5s`. @default - Istio's own */
  readonly terminationDrainDuration?: string;
  /** The rest of ProxyConfig. */
  readonly [field: string]: unknown;
}
