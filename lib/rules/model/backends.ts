import type { Cluster } from './cluster';
import type { Problem } from './condition';
import type { Grants } from './grants';
import { type KindId, kindId, SERVICE, SERVICE_ENTRY } from './kinds';
import type { BackendReference } from './route-spec';

export interface BackendContext {
  readonly cluster: Cluster;
  readonly grants: Grants;
  readonly clusterDomain: string;
}

/** What refers to a backend. */
export interface RouteIdentity {
  readonly kind: KindId;
  readonly namespace: string;
  /** Whether references across namespaces need a grant: at a Gateway they do, in the mesh not. */
  readonly needsGrant: boolean;
}

const HOSTNAME = kindId('networking.istio.io', 'Hostname');
const SERVICE_IMPORT = kindId('multicluster.x-k8s.io', 'ServiceImport');

/** Problems that cost only the share of the backend; any other costs the whole route. */
const OF_ONE_BACKEND = new Set(['RefNotPermitted', 'BackendNotFound', 'InvalidKind']);

export const isOfOneBackend = ({ reason }: Problem): boolean => OF_ONE_BACKEND.has(reason);

/**
 * What is wrong with a backend of a route. That a Service lacks the port is not: nothing on a cluster tells.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (buildDestination)
 */
export function backendProblem(
  context: BackendContext,
  { kind: from, namespace: own, needsGrant }: RouteIdentity,
  backend: BackendReference,
): Problem | undefined {
  const to = kindId(backend.group ?? '', backend.kind ?? 'Service');
  const { name, namespace = own, port } = backend;
  const reference = { from, fromNamespace: own, to, toNamespace: namespace, name };
  if (needsGrant && namespace !== own && !context.grants.allow(reference)) {
    return { reason: 'RefNotPermitted', message: `no ReferenceGrant lets it use ${backend.kind} ${namespace}/${name}` };
  }
  const find = FINDERS.get(to);
  if (find === undefined) return { reason: 'InvalidKind', message: `${to} is no kind of backend that istiod knows` };
  const wrong = to === SERVICE && name.includes('.') && invalid(`${name} is a host name, not the name of a Service`);
  if (wrong) return wrong;
  if (to === HOSTNAME && backend.namespace !== undefined) return invalid('a Hostname has no namespace');
  if (port === undefined) return invalid('a backend needs a port');
  if (find(context, namespace, name)) return undefined;
  return { reason: 'BackendNotFound', message: `${backend.kind} ${namespace}/${name} is not there` };
}

const invalid = (message: string): Problem => ({ reason: 'InvalidDestination', message });

type Find = (context: BackendContext, namespace: string, name: string) => boolean;

const findService: Find = ({ cluster }, namespace, name) => cluster.find(SERVICE, namespace, name) !== undefined;

const FINDERS: ReadonlyMap<KindId, Find> = new Map<KindId, Find>([
  [SERVICE, findService],
  [SERVICE_IMPORT, findService],
  [HOSTNAME, (context, namespace, host) => hostsOf(context, namespace).has(host)],
]);

const knownHosts = new WeakMap<Cluster, Map<string, ReadonlySet<string>>>();

/** The host names of the Services and ServiceEntries of a namespace. */
function hostsOf({ cluster, clusterDomain }: BackendContext, namespace: string): ReadonlySet<string> {
  const known = knownHosts.get(cluster) ?? hostsByNamespace(cluster, clusterDomain);
  knownHosts.set(cluster, known);
  return known.get(namespace) ?? new Set();
}

function hostsByNamespace(cluster: Cluster, clusterDomain: string): Map<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  const add = (namespace: string, host: string) => found.set(namespace, (found.get(namespace) ?? new Set()).add(host));
  for (const { namespace, name } of cluster.ofKind(SERVICE))
    add(namespace, `${name}.${namespace}.svc.${clusterDomain}`);
  for (const { namespace, object } of cluster.ofKind(SERVICE_ENTRY)) {
    for (const host of object.spec?.hosts ?? []) add(namespace, host);
  }
  return found;
}
