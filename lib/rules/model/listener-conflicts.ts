import type { ListenerSpec } from './gateway-spec';

/** What a listener has in common with one before it, so that both cannot be served. */
export type Conflict = 'ProtocolConflict' | 'HostnameConflict';

/**
 * The listeners of a Gateway, its ListenerSets' after its own, that lose to one before them.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/listener_conflict.go
 */
export function listenerConflicts(ordered: readonly ListenerSpec[]): ReadonlyMap<ListenerSpec, Conflict> {
  const conflicts = new Map<ListenerSpec, Conflict>();
  const winners = new Map<number, ListenerSpec[]>();
  for (const listener of ordered) {
    const samePort = winners.get(listener.port) ?? [];
    const prior = samePort.find(each => !areDistinct(listener, each));
    if (prior !== undefined) conflicts.set(listener, conflictOf(listener, prior));
    else winners.set(listener.port, [...samePort, listener]);
  }
  return conflicts;
}

const isTransport = ({ protocol }: ListenerSpec) => protocol === 'TCP' || protocol === 'UDP';
const hasHostnames = ({ protocol }: ListenerSpec) => ['HTTP', 'HTTPS', 'TLS'].includes(protocol);
const hostnameOf = ({ hostname = '' }: ListenerSpec) => (hostname === '' ? '*' : hostname);

/** Whether two listeners of one port can be told apart. */
function areDistinct(a: ListenerSpec, b: ListenerSpec): boolean {
  if (hasHostnames(a) && hasHostnames(b)) return hostnameOf(a) !== hostnameOf(b);
  const known = (each: ListenerSpec) => isTransport(each) || hasHostnames(each);
  if (known(a) && known(b)) return false;
  return a.protocol !== b.protocol;
}

function conflictOf(a: ListenerSpec, b: ListenerSpec): Conflict {
  return (isTransport(a) && isTransport(b)) || a.protocol !== b.protocol ? 'ProtocolConflict' : 'HostnameConflict';
}
