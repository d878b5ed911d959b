/** The API version in which istiod reads each kind; other served versions are ignored. */
export interface RouteVersions {
  readonly HTTPRoute: 'v1';
  readonly GRPCRoute: 'v1';
  readonly TLSRoute: 'v1alpha2' | 'v1';
  readonly TCPRoute: 'v1alpha2' | 'v1';
  readonly UDPRoute: 'v1alpha2';
  readonly ReferenceGrant: 'v1beta1';
}

/**
 * What of a minor of Istio concerns objects that others write.
 * @see https://istio.io/latest/docs/releases/supported-releases/
 */
export interface MinorFacts {
  readonly minor: string;
  /** The newest patch known when this was written. */
  readonly latest: string;
  readonly status: 'supported' | 'end-of-life';
  /** The last day, or month, of support. */
  readonly endOfLife: string;
  /** The Gateway API bundle that this minor is built on and tested with. */
  readonly gatewayApi: string;
  readonly routeVersions: RouteVersions;
  /** Listener protocols that istiod refuses unless `PILOT_ENABLE_ALPHA_GATEWAY_API` is on. */
  readonly alphaListenerProtocols: readonly ('TLS' | 'TCP')[];
  /** Bundles of Gateway API between which istiod reads a definition, both ends included; it ignores others. */
  readonly bundles: Readonly<Record<string, { readonly from?: string; readonly to?: string }>>;
}

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

/** @see https://github.com/istio/istio/blob/1.31.0/pkg/config/schema/gatewayapi/minimumversions.go */
const SINCE_1_30 = { TLSRoute: { from: '1.5.0' }, GRPCRoute: { from: '1.1.0' }, BackendTLSPolicy: { from: '1.4.0' } };
/** @see https://github.com/istio/istio/blob/1.29.3/pkg/kube/kclient/crdwatcher.go */
const TO_1_29 = { ...SINCE_1_30, TLSRoute: { to: '1.4.1' } };

const MINORS: readonly MinorFacts[] = [
  {
    minor: '1.28',
    latest: '1.28.10',
    status: 'end-of-life',
    endOfLife: '2026-07-01',
    gatewayApi: '1.4.1',
    routeVersions: ROUTES_TO_1_29,
    alphaListenerProtocols: ['TLS', 'TCP'],
    bundles: TO_1_29,
  },
  {
    minor: '1.29',
    latest: '1.29.8',
    status: 'end-of-life',
    endOfLife: '2026-10-12',
    gatewayApi: '1.4.1',
    routeVersions: ROUTES_TO_1_29,
    alphaListenerProtocols: ['TLS', 'TCP'],
    bundles: TO_1_29,
  },
  {
    minor: '1.30',
    latest: '1.30.5',
    status: 'supported',
    endOfLife: '2026-11',
    gatewayApi: '1.5.1',
    routeVersions: ROUTES_OF_1_30,
    alphaListenerProtocols: ['TCP'],
    bundles: SINCE_1_30,
  },
  {
    minor: '1.31',
    latest: '1.31.1',
    status: 'supported',
    endOfLife: '2027-02',
    gatewayApi: '1.6.1',
    routeVersions: ROUTES_OF_1_31,
    alphaListenerProtocols: [],
    bundles: { ...SINCE_1_30, TCPRoute: { from: '1.6.0' } },
  },
];

/** The minors that still get fixes. */
export const SUPPORTED_MINORS: readonly string[] = MINORS.filter(each => each.status === 'supported').map(
  each => each.minor,
);

/** What is known of the minor of a version; undefined for another minor, or without a version. */
export function minorFacts(version: string | undefined): MinorFacts | undefined {
  const [major, minor] = version?.split('.') ?? [];
  return MINORS.find(each => each.minor === `${major}.${minor}`);
}

/** What is known of a minor that is in the table. */
export function requireMinorFacts(minor: string): MinorFacts {
  const facts = minorFacts(minor);
  if (facts === undefined) throw new Error(`no facts of Istio ${minor}`);
  return facts;
}

/** Versions as numbers: negative where the first is older. Prereleases count as what they become. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [a, b].map(version => version.replace(/^v/, '').split(/[.+-]/).map(Number));
  for (let part = 0; part < 3; part++) {
    const difference = (first?.[part] ?? 0) - (second?.[part] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
