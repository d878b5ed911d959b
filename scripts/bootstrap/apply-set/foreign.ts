import type { Kubectl } from '../kubectl/kubectl';
import { type LiveObject, parseObjects } from '../kubectl/live-object';
import { PART_OF } from './apply-set';

/** Programs of the cluster and of the mesh: what only they wrote goes with its namespace and is missed by nobody. */
const SYSTEM_MANAGERS =
  /^(kube-controller-manager|kube-scheduler|kube-apiserver|kubelet|kwok|pilot-discovery|openshift-.*|cluster-.*-operator|service-ca-operator|gke-.*)$/;

/** Kinds that say something about other objects and hold nothing of their own. */
const DERIVED = /^(events|endpoints|endpointslices|leases|componentstatuses|podmetrics|controllerrevisions)(\.|$)/;

/** What everybody's namespaces hold from the start, in case nobody noted who wrote it. */
const BORN_WITH_IT = ['ConfigMap/kube-root-ca.crt', 'ServiceAccount/default'];

/** Kinds of which there may be something in a namespace. */
async function namespacedKinds(kubectl: Kubectl): Promise<string[]> {
  const listed = await kubectl.text(['api-resources', '--verbs=list,delete', '--namespaced', '-o', 'name']);
  return listed.split('\n').filter(kind => kind !== '' && !DERIVED.test(kind));
}

/** Objects in a namespace that neither we nor the cluster nor a controller made: deleting it would take them along. */
async function foreignIn(kubectl: Kubectl, namespace: string, kinds: readonly string[]): Promise<LiveObject[]> {
  if (kinds.length === 0) return [];
  const args = ['get', kinds.join(','), '-n', namespace, '--ignore-not-found', '--show-managed-fields', '-o', 'json'];
  return parseObjects(await kubectl.text(args)).filter(isForeign);
}

export function isForeign({ kind, metadata }: LiveObject): boolean {
  const { labels, ownerReferences = [], managedFields = [], name } = metadata;
  if (labels?.[PART_OF] !== undefined || ownerReferences.length > 0) return false;
  if (BORN_WITH_IT.includes(`${kind}/${name}`)) return false;
  return managedFields.length === 0 || managedFields.some(({ manager = '' }) => !SYSTEM_MANAGERS.test(manager));
}

/** Namespaces among the objects that may be deleted, and those that may not because of what is in them. */
export async function sortNamespaces(kubectl: Kubectl, namespaces: readonly LiveObject[]) {
  const free: LiveObject[] = [];
  const occupied: { readonly namespace: LiveObject; readonly by: readonly LiveObject[] }[] = [];
  const kinds = namespaces.length === 0 ? [] : await namespacedKinds(kubectl);
  for (const namespace of namespaces) {
    const by = await foreignIn(kubectl, namespace.metadata.name, kinds);
    if (by.length === 0) free.push(namespace);
    else occupied.push({ namespace, by });
  }
  return { free, occupied };
}
