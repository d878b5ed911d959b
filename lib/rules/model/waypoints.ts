import { type NamespaceTest, waypointNamespaces } from './allowed-namespaces';
import type { Cluster } from './cluster';
import { annotationsOf, labelsOf, type Stored } from './cluster';
import { findClass } from './gateway-classes';
import type { GatewaySpec, ListenerSpec } from './gateway-spec';
import type { Gateway } from './gateways';
import { hasAddress, type ReadinessContext } from './readiness';

/** A Gateway that is up and has an address; istiod takes any such for a waypoint that is named as one. */
export interface Waypoint {
  readonly gateway: Gateway;
  /** For which traffic it stands; only `service`, `workload` and `all` have a meaning. */
  readonly traffic: string;
  /** Whether services of a namespace may use it. */
  readonly allows: NamespaceTest;
}

const TRAFFIC = 'istio.io/waypoint-for';
const INBOUND = 'ambient.istio.io/waypoint-inbound-binding';

/**
 * The waypoint that a Gateway becomes, once it is up.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/waypoints.go
 */
export function toWaypoint(context: ReadinessContext, gateway: Gateway): Waypoint | undefined {
  if (!hasAddress(context, gateway)) return undefined;
  const { cluster } = context;
  const { stored, spec } = gateway;
  const ofClass = findClass(cluster, spec.gatewayClassName);
  const traffic = labelsOf(stored)[TRAFFIC] ?? ofClass?.labels[TRAFFIC] ?? 'service';
  const binding = annotationsOf(stored)[INBOUND] ?? ofClass?.annotations[INBOUND];
  const allowed = boundListener(spec, binding)?.allowedRoutes?.namespaces;
  return { gateway, traffic, allows: waypointNamespaces(cluster, stored.namespace, allowed) };
}

/** The listener whose `allowedRoutes` say who may use a waypoint. */
function boundListener({ listeners = [] }: GatewaySpec, binding = ''): ListenerSpec | undefined {
  // A port that is none is passed over, and its protocol counts.
  const [, protocol, port] = /^(NONE|PROXY)(?:\/([^/]*))?$/.exec(binding) ?? [];
  const isBound = (listener: ListenerSpec) => {
    if (Number(port ?? 0) > 0) return listener.port === Number(port);
    return protocol === 'PROXY' && listener.protocol === 'istio.io/PROXY';
  };
  return listeners.find(isBound) ?? listeners.find(each => each.protocol === 'HBONE' && each.port === 15008);
}

/** A reference by labels to a waypoint. */
export interface WaypointReference {
  readonly namespace: string;
  readonly name: string;
}

/** The waypoint that a service, or its namespace, asks for; `none` opts out of that of the namespace. */
export function waypointReference(cluster: Cluster, service: Stored): WaypointReference | undefined {
  const own = referenceOf(labelsOf(service), service.namespace);
  if (own !== undefined) return own === 'none' ? undefined : own;
  const inherited = referenceOf(cluster.namespaceLabels(service.namespace) ?? {}, service.namespace);
  return inherited === 'none' ? undefined : inherited;
}

function referenceOf(labels: Readonly<Record<string, string>>, own: string): WaypointReference | 'none' | undefined {
  const name = labels['istio.io/use-waypoint'];
  if (name === undefined || name === 'none') return name;
  return { name, namespace: labels['istio.io/use-waypoint-namespace'] ?? own };
}
