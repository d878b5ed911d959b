import { createHash } from 'node:crypto';
import { groupOf, type KubeObject } from '../../../lib/core/object-index';
import type { Kubectl } from '../kubectl/kubectl';

/** Field manager of everything that the bootstrap writes. */
export const MANAGER = 'cdk8s-istio-ambient';

/** Label of an object that the bootstrap created: the id of the set it belongs to. */
export const PART_OF = 'applyset.kubernetes.io/part-of';

/** How everything is applied. */
export const APPLY_FLAGS: readonly string[] = ['--server-side', `--field-manager=${MANAGER}`];

const TOOLING = 'cdk8s-istio-ambient/v1';
const KINDS = 'applyset.kubernetes.io/contains-group-kinds';
const NAMESPACES = 'applyset.kubernetes.io/additional-namespaces';
const PARENT_NAMESPACE = 'default';

/**
 * Objects that belong together: those that carry the label with the id of their parent, a ConfigMap in namespace
 * `default`. The label comes with the very request that creates an object, so there is no moment at which the cluster
 * holds an object of ours that is not known as ours; an object that was there before never gets it.
 * @see https://git.k8s.io/enhancements/keps/sig-cli/3659-kubectl-apply-prune#design-details-applyset-specification
 */
export interface ApplySet {
  /** Name of the parent. */
  readonly name: string;
  /** Value of the label. */
  readonly id: string;
}

/** What a parent tells. */
export interface Parent {
  /** `Kind.group` of every kind that members may have, sorted. */
  readonly kinds: readonly string[];
  /** Remarks for the next run. */
  readonly data: Readonly<Record<string, string>>;
}

export function applySet(name: string): ApplySet {
  const hash = createHash('sha256').update(`${name}.${PARENT_NAMESPACE}.ConfigMap.`).digest('base64url');
  return { name, id: `applyset-${hash}-v1` };
}

/** The objects of the topology. */
export const SYSTEM = applySet('cdk8s-istio-ambient');
/** Custom resource definitions. */
export const DEFINITIONS = applySet('cdk8s-istio-ambient-crds');
/** One add-on. */
export const addOnSet = (name: string): ApplySet => applySet(`cdk8s-istio-ambient-addon-${name}`);

/** `Kind.group`, or the kind alone for the core group. */
export function groupKindOf(object: KubeObject): string {
  const group = groupOf(object.apiVersion);
  return group === '' ? object.kind : `${object.kind}.${group}`;
}

export const isMember = (object: KubeObject, { id }: ApplySet): boolean => object.metadata.labels?.[PART_OF] === id;

/** The parent on the cluster; absent where the set was never applied, or is gone. */
export async function findParent(kubectl: Kubectl, { name }: ApplySet): Promise<Parent | undefined> {
  const found = await kubectl.get(['configmap', name, '-n', PARENT_NAMESPACE, '--ignore-not-found']);
  if (found.length === 0) return undefined;
  const { metadata, data = {} } = found[0];
  return { kinds: (metadata.annotations?.[KINDS] ?? '').split(',').filter(kind => kind !== ''), data };
}

/** Writes the parent: before members are applied with all kinds, old and new, and after pruning with the new ones. */
export async function writeParent(
  kubectl: Kubectl,
  set: ApplySet,
  { kinds, data }: Parent,
  objects: readonly KubeObject[] = [],
): Promise<void> {
  const namespaces = new Set(objects.flatMap(({ metadata }) => metadata.namespace ?? []));
  namespaces.delete(PARENT_NAMESPACE);
  const parent = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: set.name,
      namespace: PARENT_NAMESPACE,
      labels: { 'applyset.kubernetes.io/id': set.id },
      annotations: {
        'applyset.kubernetes.io/tooling': TOOLING,
        [KINDS]: [...new Set(kinds)].sort().join(','),
        [NAMESPACES]: [...namespaces].sort().join(','),
      },
    },
    data,
  };
  const apply = ['apply', ...APPLY_FLAGS, '--force-conflicts', '-f', '-'];
  await kubectl.text(apply, { input: JSON.stringify(parent), remark: `ConfigMap ${PARENT_NAMESPACE}/${set.name}` });
}

export async function deleteParent(kubectl: Kubectl, { name }: ApplySet): Promise<void> {
  await kubectl.text(['delete', 'configmap', name, '-n', PARENT_NAMESPACE, '--ignore-not-found']);
}
