import type { ObjectIndex } from '../../core/object-index';
import { textOf } from './fields';
import { gatewayPods } from './gateway-pods';
import { kindId } from './kinds';
import { modelOf } from './model';
import { namespacesOfOthers } from './other-makers';
import { isProxy } from './policy-scopes';
import { isCaptured, workloadsOf } from './workloads';

/** The namespace and the ServiceAccount of an identity. */
export interface Identity {
  readonly namespace: string;
  readonly account: string;
}

/**
 * The identity in a principal such as `cluster.local/ns/app/sa/web`; undefined where it is none, or has wildcards.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function identityOf(principal: string): Identity | undefined {
  const [, namespace, account] = /^[^/*]+\/ns\/([^/*]+)\/sa\/([^/*]+)$/.exec(principal) ?? [];
  return namespace === undefined || account === undefined ? undefined : { namespace, account };
}

/** Whether a pattern, with a `*` at its beginning, its end or alone, takes a text. */
export function patternTakes(pattern: string, text: string): boolean {
  if (pattern === '*') return text !== '';
  if (pattern.startsWith('*')) return text.endsWith(pattern.slice(1));
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern;
}

/** Who is in the mesh, as far as all pods of a namespace are here. */
export interface Identities {
  /** Whether the pods of a namespace are here, and nobody else makes more. */
  readonly knows: (namespace: string) => boolean;
  /** Whether pods in the mesh have an identity, or an account of that name is there for others. */
  readonly has: (identity: Identity) => boolean;
  /** Whether any pod of a namespace has an identity. */
  readonly hasAny: (namespace: string) => boolean;
}

/** What stands for members of the mesh that are no pods. */
const MACHINES = ['WorkloadEntry', 'WorkloadGroup'].map(kind => kindId('networking.istio.io', kind));

const known = new WeakMap<ObjectIndex, Identities>();

export function identitiesOf(index: ObjectIndex): Identities {
  const identities = known.get(index) ?? read(index);
  known.set(index, identities);
  return identities;
}

function read(index: ObjectIndex): Identities {
  const { cluster } = modelOf(index);
  const others = namespacesOfOthers(index);
  const workloads = workloadsOf(index);
  const accounts = new Set<string>();
  const inhabited = new Set<string>();
  const add = (namespace: string, account: string) => {
    accounts.add(`${namespace}/${account}`);
    inhabited.add(namespace);
  };
  for (const { namespace, name } of gatewayPods(index)) add(namespace, name);
  for (const workload of workloads.all) {
    const { namespace, spec } = workload;
    const isMember = isCaptured(cluster, workload) || isProxy(workload);
    const own = cluster.namespaceLabels(namespace)?.['istio-injection'] === 'enabled';
    if (isMember || own) add(namespace, textOf(spec.serviceAccountName) ?? textOf(spec.serviceAccount) ?? 'default');
  }
  for (const { namespace, name } of cluster.ofKind('ServiceAccount')) accounts.add(`${namespace}/${name}`);
  return {
    knows: namespace =>
      workloads.index.in(namespace).length > 0 &&
      !others.has(namespace) &&
      !MACHINES.some(kind => cluster.has(kind, namespace)),
    has: ({ namespace, account }) => accounts.has(`${namespace}/${account}`),
    hasAny: namespace => inhabited.has(namespace),
  };
}
