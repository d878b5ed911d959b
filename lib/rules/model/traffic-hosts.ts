import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { type Fields, fieldsOf, textsOf } from './fields';
import { gatewayPods } from './gateway-pods';
import { DESTINATION_RULE, type KindId, NAMESPACE, SERVICE, SERVICE_ENTRY, VIRTUAL_SERVICE } from './kinds';
import { modelOf } from './model';
import { mayBeThere } from './other-makers';
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
  if (!cluster.knows(SERVICE, namespace) || isMadeByOthers(index, namespace, name)) return {};
  return { absence: `no Service ${namespace}/${name}` };
}

/** Whether a Service may well be there although it is not here: of Kubernetes, of Istio, or of a Gateway. */
function isMadeByOthers(index: ObjectIndex, namespace: string, name: string): boolean {
  if (['kube-system', modelOf(index).systemNamespace].includes(namespace) || name === 'kubernetes') return true;
  if (mayBeThere(index, SERVICE, namespace, name)) return true;
  return gatewayPods(index).some(pods => pods.namespace === namespace && pods.name === name);
}

const known = new WeakMap<ObjectIndex, ReadonlySet<string>>();

/** The hosts of all ServiceEntries. */
function entryHosts(index: ObjectIndex): ReadonlySet<string> {
  const before = known.get(index);
  if (before !== undefined) return before;
  const entries = modelOf(index).cluster.ofKind(SERVICE_ENTRY);
  const hosts = new Set(entries.flatMap(({ object }) => textsOf(object.spec?.hosts)));
  known.set(index, hosts);
  return hosts;
}

/** Rules by what their hosts come to. */
interface Resolved {
  readonly byService: ReadonlyMap<Stored, readonly Stored[]>;
  readonly absent: readonly { readonly rule: Stored; readonly host: string; readonly absence: string }[];
}

const resolved = new WeakMap<ObjectIndex, ReadonlyMap<KindId, Resolved>>();

/** The hosts that rules of a kind are for, each resolved once. */
export function resolvedRules(index: ObjectIndex, kind: typeof DESTINATION_RULE | typeof VIRTUAL_SERVICE): Resolved {
  const before =
    resolved.get(index) ?? new Map(Object.entries(HOSTS).map(([each, of]) => [each, read(index, each, of)]));
  resolved.set(index, before);
  return before.get(kind) as Resolved;
}

/** The DestinationRules of each Service. */
export const destinationRules = (index: ObjectIndex) => resolvedRules(index, DESTINATION_RULE).byService;

/** The VirtualServices of each Service, those for gateways alone left out. */
export const virtualServices = (index: ObjectIndex) => resolvedRules(index, VIRTUAL_SERVICE).byService;

type HostsOf = (spec: Fields) => readonly string[];

const HOSTS: Readonly<Record<KindId, HostsOf>> = {
  [DESTINATION_RULE]: ({ host }) => textsOf([host]),
  [VIRTUAL_SERVICE]: spec => (isForMesh(spec) ? textsOf(spec.hosts) : []),
};

function isForMesh({ gateways }: Fields): boolean {
  const names = textsOf(gateways);
  return names.length === 0 || names.includes('mesh');
}

function read(index: ObjectIndex, kind: KindId, hostsOf: HostsOf): Resolved {
  const byService = new Map<Stored, Stored[]>();
  const absent: { rule: Stored; host: string; absence: string }[] = [];
  for (const rule of modelOf(index).cluster.ofKind(kind)) {
    for (const host of hostsOf(fieldsOf(rule.object.spec))) {
      const { service, absence } = resolveHost(index, host, rule.namespace);
      if (absence !== undefined) absent.push({ rule, host, absence });
      if (service === undefined) continue;
      const before = byService.get(service);
      if (before === undefined) byService.set(service, [rule]);
      else if (!before.includes(rule)) before.push(rule);
    }
  }
  return { byService, absent };
}

/** Whether nobody reads rules for the requests of a Service: it is ambient, without a waypoint, and none has sidecars. */
export function isWithoutProxy(index: ObjectIndex, service: Stored): boolean {
  const { cluster } = modelOf(index);
  const labels = cluster.find(NAMESPACE, '', service.namespace)?.object.metadata.labels;
  if (labels?.[DATAPLANE_MODE] !== 'ambient' || waypointReference(cluster, service) !== undefined) return false;
  return !cluster.ofKind(NAMESPACE).some(({ name }) => hasSidecars(index, name));
}
