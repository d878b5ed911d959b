import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { textsOf } from './fields';
import { DESTINATION_RULE, NAMESPACE, SERVICE, SERVICE_ENTRY, VIRTUAL_SERVICE } from './kinds';
import { modelOf } from './model';
import { namespacesOfOthers } from './other-makers';
import { hasSidecars } from './policy-scopes';
import { waypointReference } from './waypoints';
import { DATAPLANE_MODE } from './workloads';

/** What a host name of a DestinationRule or a VirtualService comes to; neither where nothing can be said. */
export interface TrafficHost {
  readonly service?: Stored;
  /** Why there is none, where that is certain: `no Service app/web`. */
  readonly absence?: string;
}

/** The namespace and the name in `web`, `web.app` and `web.app.svc.cluster.local`. */
function namesIn(host: string, own: string): readonly [namespace: string, name: string, isShort: boolean] | undefined {
  const [name = '', namespace, svc] = host.split('.');
  if (host.includes('*') || name === '') return undefined;
  if (namespace === undefined) return [own, name, true];
  if (svc === undefined) return [namespace, name, true];
  return svc === 'svc' ? [namespace, name, false] : undefined;
}

/**
 * The Service that a host name stands for, seen from a namespace.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-host
 */
export function resolveHost(index: ObjectIndex, host: string, own: string): TrafficHost {
  const { cluster } = modelOf(index);
  const names = namesIn(host, own);
  if (names === undefined || entryHosts(index).has(host)) return {};
  const [namespace, name, isShort] = names;
  const service = cluster.find(SERVICE, namespace, name);
  if (service !== undefined) return { service };
  // What is not written in full may be a host outside.
  if (isShort && host.includes('.') && !cluster.knowsNamespace(namespace)) return {};
  if (!cluster.knows(SERVICE, namespace) || namespacesOfOthers(index).has(namespace)) return {};
  return { absence: `no Service ${namespace}/${name}` };
}

const known = new WeakMap<ObjectIndex, ReadonlySet<string>>();

/** The hosts of all ServiceEntries. */
function entryHosts(index: ObjectIndex): ReadonlySet<string> {
  const entries = modelOf(index).cluster.ofKind(SERVICE_ENTRY);
  const hosts = known.get(index) ?? new Set(entries.flatMap(({ object }) => textsOf(object.spec?.hosts)));
  known.set(index, hosts);
  return hosts;
}

const rules = new WeakMap<ObjectIndex, ReadonlyMap<Stored, readonly Stored[]>>();

/** The DestinationRules of each Service. */
export function destinationRules(index: ObjectIndex): ReadonlyMap<Stored, readonly Stored[]> {
  const found = rules.get(index) ?? byService(index, DESTINATION_RULE, spec => [spec?.host]);
  rules.set(index, found);
  return found;
}

const virtual = new WeakMap<ObjectIndex, ReadonlyMap<Stored, readonly Stored[]>>();

/** The VirtualServices of each Service, those for gateways alone left out. */
export function virtualServices(index: ObjectIndex): ReadonlyMap<Stored, readonly Stored[]> {
  const found = virtual.get(index) ?? byService(index, VIRTUAL_SERVICE, spec => (isForMesh(spec) ? spec?.hosts : []));
  virtual.set(index, found);
  return found;
}

const isForMesh = (spec: { gateways?: unknown } | undefined) =>
  textsOf(spec?.gateways).length === 0 || textsOf(spec?.gateways).includes('mesh');

// biome-ignore lint/suspicious/noExplicitAny: the spec of any kind
function byService(index: ObjectIndex, kind: string, hostsOf: (spec: any) => unknown) {
  const found = new Map<Stored, Stored[]>();
  for (const each of modelOf(index).cluster.ofKind(kind)) {
    for (const host of textsOf(hostsOf(each.object.spec))) {
      const { service } = resolveHost(index, host, each.namespace);
      if (service === undefined) continue;
      const before = found.get(service);
      if (before === undefined) found.set(service, [each]);
      else if (!before.includes(each)) before.push(each);
    }
  }
  return found;
}

/** Whether nobody reads rules for the requests of a Service: it is ambient, without a waypoint, and none has sidecars. */
export function isWithoutProxy(index: ObjectIndex, service: Stored): boolean {
  const { cluster } = modelOf(index);
  const labels = cluster.find(NAMESPACE, '', service.namespace)?.object.metadata.labels;
  if (labels?.[DATAPLANE_MODE] !== 'ambient' || waypointReference(cluster, service) !== undefined) return false;
  return !cluster.ofKind(NAMESPACE).some(({ name }) => hasSidecars(index, name));
}
