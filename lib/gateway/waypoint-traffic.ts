import { Construct } from 'constructs';
import { enforce } from '../core/checks';
import { meshOrDefault } from '../mesh/identity';
import type { ResolvedMesh } from '../mesh/spec';
import { type Backend, toHost } from './backend';
import type { GatewayApiChannel } from './gateway-api';
import { HttpRoute } from './http-route';
import { addVirtualService } from './virtual-service';
import { WAYPOINT_TRAFFIC_CHECKS } from './waypoint-traffic-checks';
import { WEIGHT_CHECKS, type WeightedBackend } from './weighted-backend';

export interface WaypointTrafficProps {
  /** metadata.name of the HTTPRoute or VirtualService. */
  readonly name: string;

  /** The Service behind a waypoint that it is about; what is made stands in its namespace. */
  readonly service: Backend;

  /**
   * Where its requests go; with more than one, by weight.
   * @default - the Service itself
   */
  readonly backends?: readonly WeightedBackend[];

  /**
   * How long a request may take with all its attempts: a duration such as `10s`.
   * @default - for ever
   */
  readonly timeout?: string;

  /**
   * What is tried again.
   * @default - two more attempts where the backend was not reached, as Istio does by itself
   */
  readonly retries?: WaypointRetries;

  /**
   * Faults to test with.
   * @default - none
   */
  readonly fault?: Fault;

  /**
   * Which CRDs of Gateway API the cluster has.
   * @default 'standard'
   */
  readonly channel?: GatewayApiChannel;

  /**
   * The mesh, whose cluster domain ends the host, and whose version decides what the route can say.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** When a request is tried again. */
export interface WaypointRetries {
  /** Further attempts; 0 for none. */
  readonly attempts: number;
  /** How long one attempt may take: a duration such as `2s`. @default - as long as the request */
  readonly perTryTimeout?: string;
  /** Statuses that are tried again, 400 to 599, beside connections that fail. @default - none */
  readonly codes?: readonly number[];
  /** The time between two attempts, such as `100ms`. @default - Istio's own, 25ms */
  readonly backoff?: string;
}

/** What is made to go wrong, in percent of the requests. */
export interface Fault {
  /** Requests that wait. @default - none */
  readonly delay?: { readonly fixedDelay: string; readonly percent: number };
  /** Requests that fail. @default - none */
  readonly abort?: { readonly httpStatus: number; readonly percent: number };
  /** Only requests with this header, so that testers meet the fault and nobody else. @default - all requests */
  readonly onlyWith?: { readonly header: string; readonly value: string };
}

/**
 * Conditions on which a retry makes sense whatever the method is.
 * @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_filters/router_filter#x-envoy-retry-on
 */
const RETRY_ON = ['connect-failure', 'refused-stream', 'unavailable', 'cancelled'];

/**
 * Timeouts, retries, faults and weights at the waypoint of a Service, by what the API has for them: an HTTPRoute on the
 * Service where it can say it, otherwise a VirtualService. Retries are in HTTPRoutes of the experimental channel only,
 * faults in none. A host takes one of the two: beside an HTTPRoute of its own the VirtualService is refused.
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export class WaypointTraffic extends Construct {
  /** What says it. */
  readonly recipe: 'HTTPRoute' | 'VirtualService';

  constructor(scope: Construct, id: string, props: WaypointTrafficProps) {
    super(scope, id);
    const { name, service, channel = 'standard', retries, fault, timeout } = props;
    const backends = props.backends ?? [{ backend: service }];
    enforce(this, WAYPOINT_TRAFFIC_CHECKS, props);
    const routable = fault === undefined && (retries === undefined || channel === 'experimental');
    this.recipe = routable ? 'HTTPRoute' : 'VirtualService';
    if (routable) {
      const { perTryTimeout, ...retry } = retries ?? {};
      const timeouts = timeout || perTryTimeout ? { request: timeout, backendRequest: perTryTimeout } : undefined;
      const rule = { backends, timeouts, retry: retries && retry };
      new HttpRoute(this, 'Resource', { name, service, channel, mesh: props.mesh, rules: [rule] });
      return;
    }
    enforce(this, WEIGHT_CHECKS, { rules: [{ backends }] });
    const mesh = meshOrDefault(props.mesh);
    const { namespace } = service;
    const host = toHost(service, mesh.clusterDomain);
    addVirtualService(this, 'Resource', { name, namespace, host, http: toVirtualRoutes(props, backends, mesh) });
  }
}

/** The route with its fault, and behind it the same without, where the fault is for some requests only. */
function toVirtualRoutes(props: WaypointTrafficProps, backends: readonly WeightedBackend[], mesh: ResolvedMesh) {
  const { service, timeout, retries, fault } = props;
  const { port } = service;
  const rest = {
    route: backends.map(({ backend, weight }) => ({
      destination: { host: toHost(backend, mesh.clusterDomain), port: { number: backend.port } },
      weight,
    })),
    timeout,
    retries: retries && toRetries(retries),
  };
  if (fault === undefined) return [{ match: [{ port }], ...rest }];
  const { onlyWith } = fault;
  const headers = onlyWith && { [onlyWith.header]: { exact: onlyWith.value } };
  const faulty = { match: [{ port, headers }], ...rest, fault: toFault(fault) };
  return onlyWith === undefined ? [faulty] : [faulty, { match: [{ port }], ...rest }];
}

function toRetries({ attempts, perTryTimeout, codes = [], backoff }: WaypointRetries) {
  const retryOn = attempts === 0 ? undefined : [...RETRY_ON, ...codes].join(',');
  return { attempts, perTryTimeout, retryOn, backoff };
}

function toFault({ delay, abort }: Fault) {
  return {
    delay: delay && { fixedDelay: delay.fixedDelay, percentage: { value: delay.percent } },
    abort: abort && { httpStatus: abort.httpStatus, percentage: { value: abort.percent } },
  };
}
