import type { Cluster } from './cluster';
import type { FromNamespaces } from './gateway-spec';
import { type Labels, selectorTest } from './label-selectors';

/** Whether something of a namespace is let in. */
export type NamespaceTest = (namespace: string) => boolean;

/**
 * From which namespaces a listener takes routes: its own, unless it says otherwise.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (namespacesFromSelector)
 */
export function routeNamespaces(cluster: Cluster, own: string, { from, selector }: FromNamespaces = {}): NamespaceTest {
  if (from === undefined || from === 'Same') return namespace => namespace === own;
  if (from === 'All' || selector === undefined) return () => true;
  return selected(cluster, selectorTest(selector));
}

/**
 * From which namespaces a Gateway takes ListenerSets: from none, unless it says otherwise.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/gateway_utils.go
 */
export function listenerSetNamespaces(
  cluster: Cluster,
  own: string,
  allowed: FromNamespaces | undefined,
): NamespaceTest {
  const { from, selector } = allowed ?? {};
  if (allowed === undefined || from === 'None') return () => false;
  if (from === 'All') return () => true;
  if (from === 'Same') return namespace => namespace === own;
  return selected(cluster, selector && selectorTest(selector));
}

/**
 * Which namespaces may use a waypoint: its own, unless the listener says otherwise.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/waypoints.go
 */
export function waypointNamespaces(
  cluster: Cluster,
  own: string,
  { from, selector }: FromNamespaces = {},
): NamespaceTest {
  if (from === 'All') return () => true;
  if (from === 'Selector') return selected(cluster, selector && selectorTest(selector));
  return namespace => namespace === own;
}

/** Namespaces whose labels pass; none where there is no test. */
function selected(cluster: Cluster, test: ((labels: Labels) => boolean) | undefined): NamespaceTest {
  const known = new Map<string, boolean>();
  return namespace => {
    const before = known.get(namespace);
    if (before !== undefined) return before;
    const labels = cluster.namespaceLabels(namespace);
    const passes = labels !== undefined && (test?.(labels) ?? false);
    known.set(namespace, passes);
    return passes;
  };
}
