import { type MinorFacts, requireMinorFacts } from '../rules/model/istio-minors';

/**
 * One row for each minor of Istio. Components ask the row; they never compare version strings.
 * Adding a minor is adding a row, and its facts that rules read too.
 *
 * @see https://istio.io/latest/docs/releases/supported-releases/
 * @see https://github.com/istio/istio/tree/master/manifests/charts
 */
export interface VersionRow extends MinorFacts {
  /** The patch whose chart renders these manifests are held against. */
  readonly referenced: string;
  /** The newest patch that the Sail operator of `SAIL_RELEASE` installs, as `v` and this. @default - none */
  readonly sail?: string;
  /** The documented Kubernetes minors, both ends included. */
  readonly kubernetes: { readonly from: string; readonly to: string };
  /** What the objects of this minor have that another minor's do not, and which props it understands. */
  readonly knows: Knowledge;
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
  /** The charts quote namespaces; before, YAML read one of the name `n` as false. */
  readonly quotedNamespaces: boolean;
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
  quotedNamespaces: false,
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
  quotedNamespaces: true,
};

export const VERSIONS: readonly VersionRow[] = [
  {
    ...requireMinorFacts('1.28'),
    referenced: '1.28.10',
    sail: '1.28.10',
    kubernetes: { from: '1.30', to: '1.34' },
    knows: BEFORE_1_29,
  },
  {
    ...requireMinorFacts('1.29'),
    referenced: '1.29.6',
    sail: '1.29.6',
    kubernetes: { from: '1.31', to: '1.35' },
    knows: SINCE_1_29,
  },
  {
    ...requireMinorFacts('1.30'),
    referenced: '1.30.3',
    sail: '1.30.3',
    kubernetes: { from: '1.32', to: '1.36' },
    knows: SINCE_1_30,
  },
  {
    ...requireMinorFacts('1.31'),
    referenced: '1.31.1',
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
