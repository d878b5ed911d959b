/**
 * One row for each minor of Istio. Components ask the row; they never compare version strings.
 * Adding a minor is adding a row.
 *
 * @see https://istio.io/latest/docs/releases/supported-releases/
 * @see https://github.com/istio/istio/tree/master/manifests/charts
 */
export interface VersionRow {
  readonly minor: string;
  /** The patch whose chart renders these manifests are held against. */
  readonly referenced: string;
  /** The newest patch known when this row was written. */
  readonly latest: string;
  readonly status: 'supported' | 'end-of-life';
  /** The last day, or month, of support. */
  readonly endOfLife: string;
  /** The Gateway API bundle that this minor is built on and tested with. */
  readonly gatewayApi: string;
  /** The API version in which istiod reads each kind; other served versions are ignored. */
  readonly routeVersions: RouteVersions;
  /** Listener protocols that istiod refuses unless `PILOT_ENABLE_ALPHA_GATEWAY_API` is on. */
  readonly alphaListenerProtocols: readonly ('TLS' | 'TCP')[];
  /** The documented Kubernetes minors, both ends included. */
  readonly kubernetes: { readonly from: string; readonly to: string };
  /** What the objects of this minor have that another minor's do not, and which props it understands. */
  readonly knows: Knowledge;
}

export interface RouteVersions {
  readonly HTTPRoute: 'v1';
  readonly GRPCRoute: 'v1';
  readonly TLSRoute: 'v1alpha2' | 'v1';
  readonly TCPRoute: 'v1alpha2' | 'v1';
  readonly UDPRoute: 'v1alpha2';
  readonly ReferenceGrant: 'v1beta1';
}

export interface Knowledge {
  /** NetworkPolicies for all components; before, the charts had one for istiod alone. */
  readonly networkPolicies: boolean;
  /** istio-cni repairs iptables rules of pods when it starts, unless told otherwise. */
  readonly reconcileByDefault: boolean;
  /** istio-cni's grace period is a setting; before, it was fixed at five seconds. */
  readonly cniGracePeriod: boolean;
  /** Certificate revocation lists in istiod and ztunnel. */
  readonly revocationLists: boolean;
  /** istiod's Go runtime is told its memory limit. */
  readonly istiodMemoryLimit: boolean;
  /** Gateways are told their limits in whole cores and bytes rather than with the API's default divisor. */
  readonly gatewayLimitDivisor: boolean;
  /** ztunnel's CPU limit is passed in whole cores rather than with the API's default divisor. */
  readonly ztunnelCpuDivisor: boolean;
  /** ztunnel is told its CPU request and, where there is one, its limit. */
  readonly ztunnelCpuRequest: boolean;
  /** The reader role of remote clusters includes ConfigMaps. */
  readonly readerConfigMaps: boolean;
  /** The reader account and its role can be left out. */
  readonly optionalReader: boolean;
  /** The resource, and its API group, whose status istiod writes for sets of listeners. */
  readonly listenerSets: 'xlistenersets' | 'listenersets';
  /** The untaint controller is switched on by the object itself, and the taint can be named. */
  readonly untaintByDeployment: boolean;
  /** istio-cni's AppArmor profile may be a field instead of an annotation. */
  readonly appArmorField: boolean;
  /** DNS policy and configuration of ztunnel pods. */
  readonly ztunnelDns: boolean;
  /** The account of remote clusters can be one of your own. */
  readonly ownReader: boolean;
  /** istiod's termination message policy. */
  readonly terminationMessagePolicy: boolean;
  /** Go's FIPS mode, where istiod's `COMPLIANCE_POLICY` asks for it. */
  readonly fipsMode: boolean;
}

const BEFORE_1_29: Knowledge = {
  networkPolicies: false,
  reconcileByDefault: false,
  cniGracePeriod: false,
  revocationLists: false,
  istiodMemoryLimit: true,
  gatewayLimitDivisor: false,
  ztunnelCpuDivisor: false,
  ztunnelCpuRequest: false,
  readerConfigMaps: false,
  optionalReader: false,
  listenerSets: 'xlistenersets',
  untaintByDeployment: false,
  appArmorField: false,
  ztunnelDns: false,
  ownReader: false,
  terminationMessagePolicy: false,
  fipsMode: false,
};

const SINCE_1_29: Knowledge = {
  ...BEFORE_1_29,
  networkPolicies: true,
  reconcileByDefault: true,
  cniGracePeriod: true,
  revocationLists: true,
  istiodMemoryLimit: false,
  gatewayLimitDivisor: true,
  ztunnelCpuDivisor: true,
  readerConfigMaps: true,
};

const SINCE_1_30: Knowledge = {
  ...SINCE_1_29,
  optionalReader: true,
  listenerSets: 'listenersets',
  untaintByDeployment: true,
  appArmorField: true,
  ztunnelDns: true,
};

const SINCE_1_31: Knowledge = {
  ...SINCE_1_30,
  ztunnelCpuRequest: true,
  ownReader: true,
  terminationMessagePolicy: true,
  fipsMode: true,
};

/** @see https://github.com/istio/istio/blob/master/pkg/config/schema/metadata.yaml for the versions that istiod reads */
const ROUTES_TO_1_29: RouteVersions = {
  HTTPRoute: 'v1',
  GRPCRoute: 'v1',
  TLSRoute: 'v1alpha2',
  TCPRoute: 'v1alpha2',
  UDPRoute: 'v1alpha2',
  ReferenceGrant: 'v1beta1',
};

const ROUTES_OF_1_30: RouteVersions = { ...ROUTES_TO_1_29, TLSRoute: 'v1' };
const ROUTES_OF_1_31: RouteVersions = { ...ROUTES_OF_1_30, TCPRoute: 'v1' };

export const VERSIONS: readonly VersionRow[] = [
  {
    minor: '1.28',
    referenced: '1.28.10',
    latest: '1.28.10',
    status: 'end-of-life',
    endOfLife: '2026-07-01',
    gatewayApi: '1.4.1',
    routeVersions: ROUTES_TO_1_29,
    alphaListenerProtocols: ['TLS', 'TCP'],
    kubernetes: { from: '1.30', to: '1.34' },
    knows: BEFORE_1_29,
  },
  {
    minor: '1.29',
    referenced: '1.29.6',
    latest: '1.29.8',
    status: 'end-of-life',
    endOfLife: '2026-10-12',
    gatewayApi: '1.4.1',
    routeVersions: ROUTES_TO_1_29,
    alphaListenerProtocols: ['TLS', 'TCP'],
    kubernetes: { from: '1.31', to: '1.35' },
    knows: SINCE_1_29,
  },
  {
    minor: '1.30',
    referenced: '1.30.3',
    latest: '1.30.5',
    status: 'supported',
    endOfLife: '2026-11',
    gatewayApi: '1.5.1',
    routeVersions: ROUTES_OF_1_30,
    alphaListenerProtocols: ['TCP'],
    kubernetes: { from: '1.32', to: '1.36' },
    knows: SINCE_1_30,
  },
  {
    minor: '1.31',
    referenced: '1.31.1',
    latest: '1.31.1',
    status: 'supported',
    endOfLife: '2027-02',
    gatewayApi: '1.6.1',
    routeVersions: ROUTES_OF_1_31,
    alphaListenerProtocols: [],
    kubernetes: { from: '1.32', to: '1.36' },
    knows: SINCE_1_31,
  },
];

export type IstioMinor = '1.28' | '1.29' | '1.30' | '1.31';

/** A full version, such as `1.31.1`: any patch of a minor in the table. */
export type IstioVersion = `${IstioMinor}.${number}`;

export const DEFAULT_VERSION: IstioVersion = '1.31.1';

/** The row of a version's minor; undefined where the table has none. */
export function findVersionRow(version: string): VersionRow | undefined {
  const [major, minor] = version.split('.');
  return VERSIONS.find(row => row.minor === `${major}.${minor}`);
}

/** The row of a version, and the default's row for one that the table lacks: a rule refuses such a version. */
export function versionRow(version: string): VersionRow {
  return findVersionRow(version) ?? (findVersionRow(DEFAULT_VERSION) as VersionRow);
}
