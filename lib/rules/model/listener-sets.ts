import { listenerSetNamespaces } from './allowed-namespaces';
import type { Cluster, Stored } from './cluster';
import type { GatewaySpec, ListenerSpec } from './gateway-spec';
import { GATEWAY, LISTENER_SET } from './kinds';

/** A ListenerSet with the Gateway that it wants to add its listeners to. */
export interface AttachedSet {
  readonly set: Stored;
  readonly listeners: readonly ListenerSpec[];
  /** Whether the Gateway lets it. */
  readonly isAllowed: boolean;
}

interface ListenerSetSpec {
  readonly parentRef: {
    readonly group?: string;
    readonly kind?: string;
    readonly name: string;
    readonly namespace?: string;
  };
  readonly listeners: readonly (Omit<ListenerSpec, 'port'> & { readonly port?: number })[];
}

const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['HTTP', 80],
  ['HTTPS', 443],
]);

/** The ListenerSets that name a Gateway, by `namespace/name` of it, in the order in which istiod merges them. */
export function listenerSetsByGateway(cluster: Cluster): ReadonlyMap<string, readonly AttachedSet[]> {
  const sets = new Map<string, AttachedSet[]>();
  // What is applied in one go is of one age: the name decides.
  const ordered = [...cluster.ofKind(LISTENER_SET)].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  for (const set of ordered) {
    const { parentRef, listeners } = set.object.spec as ListenerSetSpec;
    const gateway = cluster.find(GATEWAY, parentRef.namespace ?? set.namespace, parentRef.name);
    if (gateway === undefined || (parentRef.kind ?? 'Gateway') !== 'Gateway') continue;
    const { allowedListeners } = gateway.object.spec as GatewaySpec;
    const allows = listenerSetNamespaces(cluster, gateway.namespace, allowedListeners?.namespaces);
    const attached = { set, listeners: listeners.map(withPort), isAllowed: allows(set.namespace) };
    sets.set(keyOf(gateway), [...(sets.get(keyOf(gateway)) ?? []), attached]);
  }
  return sets;
}

const keyOf = ({ namespace, name }: Stored) => `${namespace}/${name}`;

/** Zero where a port is needed and none is given. */
function withPort(listener: ListenerSetSpec['listeners'][number]): ListenerSpec {
  return { ...listener, port: listener.port || (DEFAULT_PORTS.get(listener.protocol) ?? 0) };
}
