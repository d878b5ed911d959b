import type { Shape } from '../core/shape';
import type { Platform } from './platforms';
import { type CniProps, type ResolvedCni, resolveCni } from './spec/cni';
import { type IstiodProps, type ResolvedIstiod, resolveIstiod } from './spec/istiod';
import type { MeshConfig } from './spec/mesh-config';
import type { PullPolicy } from './spec/pod';
import {
  type GatewayClassDefaults,
  type GatewaysProps,
  type ProxyProps,
  type ResolvedGateways,
  type ResolvedProxy,
  type ResolvedWaypoint,
  resolveGateways,
  resolveProxy,
  resolveWaypoint,
  type WaypointProps,
} from './spec/proxy';
import type { InjectorTemplates } from './spec/templates';
import { type WithDefaults, withDefaults } from './spec/with-defaults';
import { type ResolvedZtunnel, resolveZtunnel, type ZtunnelProps } from './spec/ztunnel';
import { DEFAULT_VERSION, type IstioVersion, type VersionRow, versionRow } from './versions';

/** An ambient mesh: what would be spread over the values of four charts. Every prop is optional. */
export interface AmbientMeshProps {
  /** Any patch of a minor in the version table. @default '1.31.1' */
  readonly version?: IstioVersion;
  /** Where images come from: `<hub>/pilot:<tag>-<variant>`. @default 'docker.io/istio' */
  readonly hub?: string;
  /** The tag of all images, without variant. @default - the version */
  readonly tag?: string;
  /** What images hold beside Istio; empty takes the tag as it is. @default 'distroless' */
  readonly variant?: 'distroless' | 'debug' | '';
  /** @default - Kubernetes' own: `IfNotPresent`, `Always` for the tag `latest` */
  readonly imagePullPolicy?: PullPolicy;
  /** Names of Secrets, one in each namespace that pulls images. @default - none */
  readonly imagePullSecrets?: readonly string[];
  /** Where the mesh runs, if that is one of the platforms with needs of their own. @default - any other Kubernetes */
  readonly platform?: Platform;
  /** The namespace of istiod, and root of the mesh's configuration. @default 'istio-system' */
  readonly namespace?: string;
  /** The name of this control plane beside others; part of its objects' names. @default - none: `default` */
  readonly revision?: string;
  /** Further names by which namespaces and gateways may choose this control plane. @default - none */
  readonly revisionTags?: readonly string[];
  /** The revision that validates objects without a revision; empty for none. @default 'default' */
  readonly defaultRevision?: string;
  /** Whether remote clusters' istiods get an account to read this cluster; false from 1.30 on. @default true */
  readonly readerRbac?: boolean;
  /** An account of your own for that, from 1.31 on. @default - `istio-reader-service-account` */
  readonly readerServiceAccount?: { readonly name: string; readonly namespace: string };
  /** Names the mesh beside others that it meets. @default - the trust domain */
  readonly meshId?: string;
  /** This cluster's name in the mesh. @default 'Kubernetes' */
  readonly clusterName?: string;
  /** This cluster's network. @default - none */
  readonly network?: string;
  /** How other networks are reached, by name. @default - none */
  readonly meshNetworks?: Readonly<Record<string, unknown>>;
  /** The DNS domain of the cluster's Services. @default 'cluster.local' */
  readonly clusterDomain?: string;
  /** Where certificates are requested, as `host:port`. @default - istiod */
  readonly caAddress?: string;
  /** The kind of certificate authority, such as `GkeWorkloadCertificate`. @default - none */
  readonly caName?: string;
  /** The ConfigMap that spreads the root certificate. @default - istiod's own, `istio-ca-root-cert` */
  readonly trustBundleName?: string;
  /** The audience of the tokens that proxies show to istiod. @default 'istio-ca' */
  readonly tokenAudience?: string;
  /** Levels by scope of istiod, istio-cni and gateways. @default - `default:info`; istio-cni `info` */
  readonly logLevel?: string;
  /** Whether all components log JSON. @default false */
  readonly logAsJson?: boolean;
  /** Whether every component gets a NetworkPolicy, from 1.29 on. @default false */
  readonly networkPolicies?: boolean;
  /** Whether pods' traffic is captured by nftables instead of iptables. @default false */
  readonly nativeNftables?: boolean;
  /** @default - what an ambient mesh needs */
  readonly meshConfig?: MeshConfig;
  /** The control plane. @default - as the chart has it */
  readonly istiod?: IstiodProps;
  /** The agent on each node that puts pods into the mesh. @default - as the chart has it */
  readonly cni?: CniProps;
  /** The proxy on each node that carries the mesh's traffic. @default - as the chart has it */
  readonly ztunnel?: ZtunnelProps;
  /** The Envoy of all gateways and waypoints. @default - as the chart has it */
  readonly proxy?: ProxyProps;
  /** The pods of all gateways. @default - as the chart has it */
  readonly gateways?: GatewaysProps;
  /** The pods of all waypoints. @default - as the chart has it */
  readonly waypoint?: WaypointProps;
  /** Texts in place of the templates from which istiod deploys gateways and waypoints. @default - the library's own */
  readonly templates?: InjectorTemplates;
  /** Defaults for every Gateway of a class, by the class's name. @default - none */
  readonly gatewayClasses?: Readonly<Record<string, GatewayClassDefaults>>;
}

const DEFAULTS = {
  version: DEFAULT_VERSION,
  hub: 'docker.io/istio',
  variant: 'distroless',
  imagePullSecrets: [],
  namespace: 'istio-system',
  revision: '',
  revisionTags: [],
  defaultRevision: 'default',
  readerRbac: true,
  meshId: '',
  clusterName: 'Kubernetes',
  network: '',
  meshNetworks: {},
  clusterDomain: 'cluster.local',
  caAddress: '',
  caName: '',
  tokenAudience: 'istio-ca',
  logAsJson: false,
  networkPolicies: false,
  nativeNftables: false,
  meshConfig: {},
  gatewayClasses: {},
} as const satisfies AmbientMeshProps;

/** What has to be there to read the props at all. */
export const MESH_SHAPE: Shape = {
  version: 'text',
  imagePullSecrets: 'list',
  revisionTags: 'list',
  meshNetworks: 'map',
  meshConfig: 'map',
  istiod: 'map',
  cni: 'map',
  ztunnel: 'map',
  proxy: 'map',
  gateways: 'map',
  waypoint: 'map',
  gatewayClasses: 'map',
};

/** The one spec from which every object of the mesh, and every delivery of it, is made. */
export interface ResolvedMesh
  extends Omit<
    WithDefaults<AmbientMeshProps, typeof DEFAULTS>,
    'istiod' | 'cni' | 'ztunnel' | 'proxy' | 'gateways' | 'waypoint'
  > {
  /** The row of the version's minor. */
  readonly row: VersionRow;
  readonly tag: string;
  readonly istiod: ResolvedIstiod;
  readonly cni: ResolvedCni;
  readonly ztunnel: ResolvedZtunnel;
  readonly proxy: ResolvedProxy;
  readonly gateways: ResolvedGateways;
  readonly waypoint: ResolvedWaypoint;
}

/** Every default, once. */
export function resolveMesh(props: AmbientMeshProps = {}): ResolvedMesh {
  const mesh = withDefaults(props, DEFAULTS);
  const row = versionRow(mesh.version);
  return {
    ...mesh,
    row,
    tag: props.tag ?? mesh.version,
    istiod: resolveIstiod(props.istiod),
    cni: resolveCni(props.cni, mesh.namespace, props.platform, row),
    ztunnel: resolveZtunnel(props.ztunnel, mesh.namespace, props.platform),
    proxy: resolveProxy(props.proxy),
    gateways: resolveGateways(props.gateways),
    waypoint: resolveWaypoint(props.waypoint),
  };
}
