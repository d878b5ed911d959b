import type { Lab } from '../lab';

// biome-ignore lint/suspicious/noExplicitAny: objects of any kind
type Live = Record<string, any>;

/** Kinds that say something about others, or change by themselves. */
const PASSING =
  /^(events|endpoints|endpointslices|leases|componentstatuses|controllerrevisions|replicasets|pods|nodes|csinodes|ipaddresses)(\.|$)/;

/** Everything on a cluster that is there to stay, by kind, namespace and name. */
export function clusterState(lab: Lab): Map<string, Live> {
  const kinds = lab.kubectl(['api-resources', '--verbs=list', '-o', 'name']).split('\n');
  const lasting = kinds.filter(kind => kind !== '' && !PASSING.test(kind));
  const args = ['get', lasting.join(','), '--all-namespaces', '--show-managed-fields', '-o', 'json'];
  const { items } = JSON.parse(lab.kubectl(args)) as { items: Live[] };
  return new Map(
    items.map(item => [`${item.apiVersion} ${item.kind} ${item.metadata.namespace ?? ''}/${item.metadata.name}`, item]),
  );
}

/** The same for every run that comes to the same: no ids, no times, nothing that counts changes. */
export function timeless(state: ReadonlyMap<string, Live>): Record<string, unknown> {
  const entries = [...state].map(([key, { metadata, status: _, ...rest }]): [string, unknown] => {
    const { name, namespace, labels, annotations, generation, finalizers } = metadata;
    const owners = (metadata.ownerReferences ?? []).map(({ kind, name: owner }: Live) => `${kind}/${owner}`);
    const managers = (metadata.managedFields ?? [])
      .filter(({ subresource }: Live) => subresource === undefined)
      .map(({ manager, operation, fieldsV1 }: Live) => ({ manager, operation, fieldsV1 }))
      .sort((a: Live, b: Live) => (a.manager < b.manager ? -1 : 1));
    return [key, scrubbed({ name, namespace, labels, annotations, generation, finalizers, owners, managers, ...rest })];
  });
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Addresses and ids that the cluster picks. */
const PICKED = new Set(['clusterIP', 'clusterIPs', 'uid', 'nodePort', 'healthCheckNodePort']);

function scrubbed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(scrubbed);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !PICKED.has(key));
  return Object.fromEntries(entries.map(([key, inner]) => [key.replace(/"uid":"[^"]*"/, ''), scrubbed(inner)]));
}

/** The version of every object: equal maps mean that nothing was written in between. An autoscaler writes by itself. */
export function versions(state: ReadonlyMap<string, Live>): Record<string, string> {
  const quiet = [...state].filter(([, { kind }]) => kind !== 'HorizontalPodAutoscaler');
  return Object.fromEntries(quiet.map(([key, { metadata }]) => [key, metadata.resourceVersion]));
}
