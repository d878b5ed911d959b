import { type Cluster, labelsOf, type Stored } from './cluster';
import type { Problem } from './condition';
import { findClass } from './gateway-classes';
import type { GatewaySpec } from './gateway-spec';
import { hostnamesMeet } from './hostnames';
import { GATEWAY, type KindId, kindId, LISTENER_SET, NAMESPACE, SERVICE, SERVICE_ENTRY } from './kinds';
import type { Parent, Parents } from './parents';
import type { ParentReference, RouteSpec } from './route-spec';

export interface AttachmentContext {
  readonly cluster: Cluster;
  readonly parents: Parents;
}

/** Why a route does not attach, and which condition of the listener it misses. */
export interface Denial extends Problem {
  readonly cause: 'absent' | 'port' | 'section' | 'hostname' | 'namespace' | 'kind';
}

/** A reference of a route together with one thing that it may mean: a listener, or the mesh. */
export interface Attempt {
  /** Undefined for the mesh. */
  readonly parent: Parent | undefined;
  /** Why the route does not attach; undefined if it does. */
  readonly denied: Denial | undefined;
}

/**
 * Everything that one reference of a route may attach to; undefined where istiod leaves the reference to others.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (extractParentReferenceInfo)
 */
export function attempts(context: AttachmentContext, route: Stored, reference: ParentReference): readonly Attempt[] {
  const kind = kindId(reference.group, reference.kind);
  const namespace = reference.namespace ?? route.namespace;
  if (kind === SERVICE || kind === SERVICE_ENTRY) return meshAttempts(context.cluster, kind, namespace, reference.name);
  if (kind !== GATEWAY && kind !== LISTENER_SET) return [];
  const parents = context.parents.of(kind, namespace, reference.name);
  return parents.map(parent => ({ parent, denied: denial(parent, route, reference) }));
}

function meshAttempts(cluster: Cluster, kind: KindId, namespace: string, name: string): readonly Attempt[] {
  const service = cluster.find(kind, namespace, name);
  if (service === undefined) {
    const message = `${kind} ${namespace}/${name} is not there`;
    return [{ parent: undefined, denied: { reason: 'NoMatchingParent', message, cause: 'absent' } }];
  }
  return isOfAnother(cluster, service) ? [] : [{ parent: undefined, denied: undefined }];
}

const USE_WAYPOINT = 'istio.io/use-waypoint';
const WAYPOINT_NAMESPACE = 'istio.io/use-waypoint-namespace';

/** Whether the waypoint of a service is of a class that is not istiod's, so that its routes are another's too. */
function isOfAnother(cluster: Cluster, service: Stored): boolean {
  const own = labelsOf(service);
  const labels =
    own[USE_WAYPOINT] === undefined ? cluster.find(NAMESPACE, '', service.namespace)?.object.metadata.labels : own;
  const name = labels?.[USE_WAYPOINT];
  if (name === undefined || name === '' || name.toLowerCase() === 'none') return false;
  const waypoint = cluster.find(GATEWAY, labels?.[WAYPOINT_NAMESPACE] || service.namespace, name);
  const waypointClass = waypoint && findClass(cluster, (waypoint.object.spec as GatewaySpec).gatewayClassName);
  if (waypointClass === undefined) return false;
  return !['istio.io/mesh-controller', 'istio.io/gateway-controller'].includes(waypointClass.controllerName);
}

/** Why a route does not attach to a listener: the first condition that it misses. */
function denial({ listener }: Parent, route: Stored, { port, sectionName }: ParentReference): Denial | undefined {
  const { name, port: ownPort, hostname = '*' } = listener.spec;
  if (port !== undefined && port !== ownPort) {
    return { reason: 'NoMatchingParent', message: `listener ${name} has port ${ownPort}, not ${port}`, cause: 'port' };
  }
  if (sectionName !== undefined && sectionName !== name) {
    return { reason: 'NoMatchingParent', message: `listener ${name} is not ${sectionName}`, cause: 'section' };
  }
  const { hostnames = [] } = route.object.spec as RouteSpec;
  if (hostnames.length > 0 && !hostnames.some(each => hostnamesMeet(hostname, each))) {
    const message = `listener ${name} has host name ${hostname}, which none of the route's meets`;
    return { reason: 'NoMatchingListenerHostname', message, cause: 'hostname' };
  }
  const notAllowed = (cause: Denial['cause'], message: string): Denial => ({
    reason: 'NotAllowedByListeners',
    message,
    cause,
  });
  if (!listener.allows(route.namespace)) {
    return notAllowed('namespace', `listener ${name} takes no routes from namespace ${route.namespace}`);
  }
  if (listener.kinds.includes(route.kind)) return undefined;
  return notAllowed('kind', `listener ${name} takes no ${route.object.kind}`);
}
