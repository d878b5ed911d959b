import type { ObjectIndex } from '../../core/object-index';
import { type Binding, bindService } from './bindings';
import { Certificates } from './certificates';
import { type Cluster, clusterOf, type Stored } from './cluster';
import { type Gateway, type ListenerOwner, toGateway, toPendingSet } from './gateways';
import { Grants } from './grants';
import { AUTHORIZATION_POLICY, GATEWAY, LISTENER_SET, ROUTES, SERVICE } from './kinds';
import { listenerSetsByGateway } from './listener-sets';
import type { ListenerContext } from './listeners';
import { type Parent, Parents } from './parents';
import { type Policy, toPolicy } from './policies';
import { meshNamespacesOf } from './root-namespace';
import { type Route, type RouteContext, toRoute } from './routes';
import { toWaypoint, type Waypoint } from './waypoints';

/** What the manifests do not tell of the cluster that they go to. */
export interface ModelOptions {
  /**
   * The domain that names of Services end in.
   * @default 'cluster.local'
   */
  readonly clusterDomain?: string;
  /**
   * Whether Services of type LoadBalancer get an address; without one istiod does not take a Gateway to be up.
   * @default false
   */
  readonly loadBalancers?: boolean;
}

/** What Gateways, routes, policies and services come to on a cluster with istiod 1.31 and Gateway API 1.6. */
export interface Model {
  readonly cluster: Cluster;
  /** The namespace of istiod. */
  readonly systemNamespace: string;
  /** The namespace whose policies hold for the whole mesh. */
  readonly rootNamespace: string;
  /** By what references are judged. */
  readonly context: RouteContext & ListenerContext;
  readonly gateways: readonly Gateway[];
  /** ListenerSets whose Gateway is not there; the others are with theirs. */
  readonly pendingSets: readonly ListenerOwner[];
  readonly routes: readonly Route[];
  readonly policies: readonly Policy[];
  /** Gateways that are up, by `namespace/name`. */
  readonly waypoints: ReadonlyMap<string, Waypoint>;
  /** The waypoint of each Service that asks for one. */
  readonly bindings: ReadonlyMap<Stored, NonNullable<Binding>>;
}

/** Computes the model of an index, as istiod would. */
export function computeModel(index: ObjectIndex, options: ModelOptions = {}): Model {
  const { clusterDomain = 'cluster.local', loadBalancers = false } = options;
  const cluster = clusterOf(index);
  const { systemNamespace, rootNamespace } = meshNamespacesOf(index);
  const context = { cluster, grants: new Grants(cluster), certificates: new Certificates(cluster), clusterDomain };
  const sets = listenerSetsByGateway(cluster);
  const gateways = cluster
    .ofKind(GATEWAY)
    .map(stored => toGateway(context, stored, sets.get(`${stored.namespace}/${stored.name}`) ?? []));
  const taken = new Set(gateways.flatMap(gateway => gateway.sets.map(({ stored }) => stored)));
  const alone = cluster.ofKind(LISTENER_SET).filter(set => !taken.has(set));
  const parents = new Parents(gateways.flatMap(parentsOf));
  const whole = { ...context, parents };
  const routes = ROUTES.flatMap(kind => cluster.ofKind(kind)).map(stored => toRoute(whole, stored));
  const waypoints = waypointsOf({ cluster, systemNamespace, clusterDomain, loadBalancers }, gateways);
  const policies = cluster
    .ofKind(AUTHORIZATION_POLICY)
    .map(stored => toPolicy({ cluster, waypoints, rootNamespace }, stored));
  return {
    cluster,
    systemNamespace,
    rootNamespace,
    context: whole,
    gateways,
    pendingSets: alone.map(toPendingSet),
    routes,
    policies,
    waypoints,
    bindings: bindingsOf(cluster, waypoints),
  };
}

/** The listeners that routes can attach to. A waypoint's are none: its routes attach to services. */
function parentsOf({ controller, sets, ...gateway }: Gateway): Parent[] {
  if (controller?.role !== 'gateway') return [];
  const ofOwner = ({ stored: { kind, namespace, name }, listeners }: ListenerOwner) =>
    listeners.filter(each => each.isServed).map(listener => ({ kind, namespace, name, listener }));
  return [...ofOwner(gateway), ...sets.flatMap(ofOwner).filter(({ listener }) => listener.isSound)];
}

function waypointsOf(context: Parameters<typeof toWaypoint>[0], gateways: readonly Gateway[]): Map<string, Waypoint> {
  const waypoints = new Map<string, Waypoint>();
  for (const gateway of gateways) {
    const waypoint = toWaypoint(context, gateway);
    if (waypoint !== undefined) waypoints.set(`${gateway.stored.namespace}/${gateway.stored.name}`, waypoint);
  }
  return waypoints;
}

function bindingsOf(cluster: Cluster, waypoints: ReadonlyMap<string, Waypoint>) {
  const bindings = new Map<Stored, NonNullable<Binding>>();
  for (const service of cluster.ofKind(SERVICE)) {
    // ztunnel leaves a name that stands for another to DNS.
    const binding =
      service.object.spec?.type === 'ExternalName' ? undefined : bindService({ cluster, waypoints }, service);
    if (binding !== undefined) bindings.set(service, binding);
  }
  return bindings;
}

const known = new WeakMap<ObjectIndex, Model>();

/** The model of an index with default options, computed when it is first asked for: all rules share it. */
export function modelOf(index: ObjectIndex): Model {
  const before = known.get(index);
  if (before !== undefined) return before;
  const model = computeModel(index);
  known.set(index, model);
  return model;
}
