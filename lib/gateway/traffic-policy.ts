/** Which pod of a Service gets a client's requests, again and again. */
export type Affinity =
  | CookieAffinity
  | { readonly type: 'header'; readonly name: string }
  | { readonly type: 'queryParameter'; readonly name: string }
  | { readonly type: 'sourceIp' };

/** The proxy makes the cookie for a client without one, so clients that keep none are spread. */
export interface CookieAffinity {
  readonly type: 'cookie';

  /** Name of the cookie. */
  readonly name: string;

  /**
   * How long a client keeps the cookie: a Go duration, `0s` for the browser's session.
   * @default '0s'
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
   */
  readonly ttl?: string;

  /**
   * The path that the cookie is for.
   * @default - none
   */
  readonly path?: string;

  /**
   * Further attributes of the cookie, such as `SameSite: 'Strict'`, from Istio 1.28 on; `Secure` has an empty value.
   * @default - none
   */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** How many connections and requests a proxy has open to a Service; what is beyond fails at once (503). */
export interface ConnectionPool {
  /** @default - as below */
  readonly tcp?: {
    /** @default - no limit */
    readonly maxConnections?: number;
    /** A duration such as `5s`. @default '10s' */
    readonly connectTimeout?: string;
    /** @default - no limit */
    readonly idleTimeout?: string;
    /** @default - no limit */
    readonly maxConnectionDuration?: string;
  };
  /** @default - as below */
  readonly http?: {
    /** Requests that wait for a connection. @default - no limit */
    readonly http1MaxPendingRequests?: number;
    /** Requests at a time. @default - no limit */
    readonly http2MaxRequests?: number;
    /** @default - no limit */
    readonly maxRequestsPerConnection?: number;
    /** Retries at a time. @default - no limit */
    readonly maxRetries?: number;
    /** @default '1h' */
    readonly idleTimeout?: string;
  };
}

/** When a pod is left out for a while. @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#OutlierDetection */
export interface OutlierDetection {
  /** Answers of 500 and above in a row; 0 for never. @default 5 */
  readonly consecutive5xxErrors?: number;
  /** Answers of 502, 503 and 504 in a row; 0 for never. @default 0 */
  readonly consecutiveGatewayErrors?: number;
  /** Time between two looks. @default '10s' */
  readonly interval?: string;
  /** How long a pod is left out, times how often it was. @default '30s' */
  readonly baseEjectionTime?: string;
  /** Percent of the pods that may be left out. @default 10 */
  readonly maxEjectionPercent?: number;
  /** Percent of healthy pods below which none is left out. @default 0 */
  readonly minHealthPercent?: number;
}

/** TLS from the proxy to hosts outside the mesh; to Services inside it there is mTLS already. */
export interface TlsOrigination {
  readonly mode: 'SIMPLE';
  /** The name to ask for. @default - the host of the request */
  readonly sni?: string;
  /** Names that the certificate may be for. @default - the name asked for */
  readonly subjectAltNames?: readonly string[];
}

/** What a DestinationRule says of the connections to a host. */
export interface TrafficPolicy {
  /** @default - none */
  readonly affinity?: Affinity;
  /** How pods are chosen where there is no affinity. @default 'LEAST_REQUEST' */
  readonly loadBalancer?: 'ROUND_ROBIN' | 'LEAST_REQUEST' | 'RANDOM';
  /** @default - no limits */
  readonly connectionPool?: ConnectionPool;
  /** @default - no pod is left out */
  readonly outlierDetection?: OutlierDetection;
  /** @default - none */
  readonly tls?: TlsOrigination;
}

/** `trafficPolicy` of a DestinationRule. */
export function toTrafficPolicy({ affinity, loadBalancer, connectionPool, outlierDetection, tls }: TrafficPolicy) {
  const simple = loadBalancer === undefined ? undefined : { simple: loadBalancer };
  return {
    loadBalancer: affinity === undefined ? simple : { consistentHash: toConsistentHash(affinity) },
    connectionPool,
    outlierDetection,
    tls,
  };
}

function toConsistentHash(affinity: Affinity) {
  switch (affinity.type) {
    case 'cookie':
      return { httpCookie: toCookie(affinity) };
    case 'header':
      return { httpHeaderName: affinity.name };
    case 'queryParameter':
      return { httpQueryParameterName: affinity.name };
    case 'sourceIp':
      return { useSourceIp: true };
  }
}

function toCookie({ name, ttl = '0s', path, attributes }: CookieAffinity) {
  const list = attributes && Object.entries(attributes).map(([key, value]) => ({ name: key, value }));
  return { name, ttl, path, attributes: list };
}
