import type {
  Affinity,
  Labels,
  ResolvedResources,
  Resources,
  SeccompProfile,
  Toleration,
  TopologySpreadConstraint,
} from './pod';
import { type WithDefaults, withDefaults } from './with-defaults';

/** The Envoy proxy of gateways and waypoints. */
export interface ProxyProps {
  /** Image name, or a whole reference, with tag or digest, when it contains a `/`. @default 'proxyv2' */
  readonly image?: string;
  /** What each gateway may use. @default - requests of 100m CPU and 128Mi memory, limits of 2000m and 1024Mi */
  readonly resources?: Resources;
  /** `trace`, `debug`, `info`, `warning`, `error`, `critical` or `off`. @default 'warning' */
  readonly logLevel?: string;
  /** Levels of Envoy's components. @default 'misc:error' */
  readonly componentLogLevel?: string;
  /** Where a waypoint logs that it shuns an endpoint, such as `/dev/stdout`. @default - nowhere */
  readonly outlierLogPath?: string;
  /** Lifecycle hooks of the proxy container, as Kubernetes has them. @default - none */
  readonly lifecycle?: Readonly<Record<string, unknown>>;
}

/** The pods of all gateways. */
export interface GatewaysProps {
  /** Of gateways' and waypoints' pods; Pod Security `restricted` asks for `RuntimeDefault`. @default - none */
  readonly seccompProfile?: SeccompProfile;
  /** The pod's security context, instead of the one that may bind low ports. @default - Istio's own */
  readonly securityContext?: Readonly<Record<string, unknown>>;
}

/** The pods of all waypoints. */
export interface WaypointProps {
  /** @default - requests of 100m CPU and 128Mi memory, limits of 2 and 1Gi */
  readonly resources?: Resources;
  /** @default - none */
  readonly affinity?: Affinity;
  /** @default - none */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /** @default - any node */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly tolerations?: readonly Toleration[];
}

/**
 * What istiod lays under every Gateway of a class: partial objects, as a Gateway's own `parametersRef` has them.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#resource-attachment-and-scaling
 */
export interface GatewayClassDefaults {
  /** @default - nothing */
  readonly deployment?: PartialObject;
  /** @default - nothing */
  readonly service?: PartialObject;
  /** @default - nothing */
  readonly serviceAccount?: PartialObject;
  /** @default - nothing */
  readonly horizontalPodAutoscaler?: PartialObject;
  /** @default - nothing */
  readonly podDisruptionBudget?: PartialObject;
}

/** Part of an object, to be laid under it. */
export type PartialObject = Readonly<Record<string, unknown>>;

const PROXY_DEFAULTS = {
  image: 'proxyv2',
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2000m', memory: '1024Mi' } },
  logLevel: 'warning',
  componentLogLevel: 'misc:error',
  outlierLogPath: '',
} as const satisfies ProxyProps;

const WAYPOINT_DEFAULTS = {
  resources: { requests: { cpu: '100m', memory: '128Mi' }, limits: { cpu: '2', memory: '1Gi' } },
  affinity: {},
  topologySpreadConstraints: [],
  nodeSelector: {},
  tolerations: [],
} as const satisfies WaypointProps;

const GATEWAYS_DEFAULTS = { securityContext: {} } as const satisfies GatewaysProps;

export type ResolvedProxy = WithDefaults<ProxyProps, typeof PROXY_DEFAULTS> & { readonly resources: ResolvedResources };
export type ResolvedGateways = WithDefaults<GatewaysProps, typeof GATEWAYS_DEFAULTS>;
export type ResolvedWaypoint = WithDefaults<WaypointProps, typeof WAYPOINT_DEFAULTS> & {
  readonly resources: ResolvedResources;
};

export const resolveProxy = (props?: ProxyProps): ResolvedProxy => withDefaults(props, PROXY_DEFAULTS) as ResolvedProxy;
export const resolveGateways = (props?: GatewaysProps): ResolvedGateways => withDefaults(props, GATEWAYS_DEFAULTS);
export const resolveWaypoint = (props?: WaypointProps): ResolvedWaypoint =>
  withDefaults(props, WAYPOINT_DEFAULTS) as ResolvedWaypoint;
