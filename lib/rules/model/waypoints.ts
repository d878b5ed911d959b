import { isManaged } from './addresses';
import { type NamespaceTest, waypointNamespaces } from './allowed-namespaces';
import type { Cluster } from './cluster';
import { annotationsOf, labelsOf, type Stored } from './cluster';
import { findClass } from './gateway-classes';
import type { ListenerSpec } from './gateway-spec';
import type { Gateway } from './gateways';
import { SERVICE } from './kinds';
import { parameterMaps, parametersProblem, unknownOverlays } from './parameters';

/** A Gateway that is up and has an address; istiod takes any such for a waypoint that is named as one. */
export interface Waypoint {
  readonly gateway: Gateway;
  /** For which traffic it stands; only `service`, `workload` and `all` have a meaning. */
  readonly traffic: string;
  /** Whether services of a namespace may use it. */
  readonly allows: NamespaceTest;
}

export interface WaypointContext {
  readonly cluster: Cluster;
  readonly rootNamespace: string;
  readonly clusterDomain: string;
  /** Whether a LoadBalancer gets an address. */
  readonly loadBalancers: boolean;
}

const TRAFFIC = 'istio.io/waypoint-for';
const INBOUND = 'ambient.istio.io/waypoint-inbound-binding';
const SERVICE_TYPE = 'networking.istio.io/service-type';
const ADDRESS_TYPE = 'networking.istio.io/address-type';

/**
 * The waypoint that a Gateway becomes, once it is up.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/waypoints.go
 */
export function toWaypoint(context: WaypointContext, gateway: Gateway): Waypoint | undefined {
  if (!hasAddress(context, gateway)) return undefined;
  const { cluster } = context;
  const { stored, spec } = gateway;
  const traffic = labelsOf(stored)[TRAFFIC] ?? findClass(cluster, spec.gatewayClassName)?.labels[TRAFFIC] ?? 'service';
  const allowed = boundListener(gateway)?.allowedRoutes?.namespaces;
  return { gateway, traffic, allows: waypointNamespaces(cluster, stored.namespace, allowed) };
}

/** Whether a Gateway gets an address: it is deployed, something listens, and its Service is of a type that has one. */
function hasAddress(context: WaypointContext, gateway: Gateway): boolean {
  const { controller, stored, spec, listeners, services } = gateway;
  if (controller === undefined || controller.role === 'remote' || !listeners.some(each => each.isServed)) return false;
  if (!isManaged(spec)) return services.hosts.some(host => isService(context, stored.namespace, host));
  if (parametersProblem(context.cluster, stored) !== undefined) return false;
  const parameters = parameterMaps(context.cluster, stored, context.rootNamespace);
  if (parameters.some(map => unknownOverlays(map).length > 0)) return false;
  const annotations = annotationsOf(stored);
  const type = annotations[SERVICE_TYPE] ?? controller.serviceType;
  return type !== 'LoadBalancer' || context.loadBalancers || annotations[ADDRESS_TYPE] === 'IPAddress';
}

function isService({ cluster, clusterDomain }: WaypointContext, namespace: string, host: string): boolean {
  const suffix = `.${namespace}.svc.${clusterDomain}`;
  return host.endsWith(suffix) && cluster.find(SERVICE, namespace, host.slice(0, -suffix.length)) !== undefined;
}

/** The listener whose `allowedRoutes` say who may use a waypoint. */
function boundListener({ stored, spec }: Gateway): ListenerSpec | undefined {
  const { listeners = [] } = spec;
  const binding = annotationsOf(stored)[INBOUND];
  const [, protocol, port] = /^(NONE|PROXY)(?:\/(\d+))?$/.exec(binding ?? '') ?? [];
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
