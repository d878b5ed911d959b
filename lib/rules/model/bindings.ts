import { type Cluster, labelsOf, type Stored } from './cluster';
import type { Problem } from './condition';
import { type Waypoint, waypointReference } from './waypoints';

export interface BindingContext {
  readonly cluster: Cluster;
  /** The Gateways that are up, by `namespace/name`. */
  readonly waypoints: ReadonlyMap<string, Waypoint>;
}

/** The waypoint of a service, or why it has not the one that it asks for; undefined where it asks for none. */
export type Binding = { readonly waypoint: Waypoint } | { readonly problem: Problem } | undefined;

const MANAGED = 'gateway.istio.io/managed';
/** A waypoint has none before it. */
const WAYPOINT_SERVICES: ReadonlySet<string | undefined> = new Set([
  'istio.io-mesh-controller',
  'istio.io-eastwest-controller',
]);

/**
 * Binds a Service or ServiceEntry to its waypoint.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/waypoints.go (fetchWaypointForService)
 */
export function bindService({ cluster, waypoints }: BindingContext, service: Stored): Binding {
  if (WAYPOINT_SERVICES.has(labelsOf(service)[MANAGED])) return undefined;
  const reference = waypointReference(cluster, service);
  if (reference === undefined) return undefined;
  const key = `${reference.namespace}/${reference.name}`;
  const waypoint = waypoints.get(key);
  if (waypoint === undefined)
    return { problem: { reason: 'WaypointIsNotReady', message: `waypoint ${key} is not up` } };
  if (!waypoint.allows(service.namespace)) {
    const message = `waypoint ${key} does not allow namespace ${service.namespace}`;
    return { problem: { reason: 'AttachmentDenied', message } };
  }
  if (waypoint.traffic === 'service' || waypoint.traffic === 'all') return { waypoint };
  const message = `waypoint ${key} is for ${waypoint.traffic}, not for services`;
  return { problem: { reason: 'UnsupportedTrafficType', message } };
}
