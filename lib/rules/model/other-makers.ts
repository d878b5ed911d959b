import { groupOf, type KubeObject, type ObjectIndex } from '../../core/object-index';
import { isRefused } from './cluster';
import { at, textOf } from './fields';
import { type KindId, kindId } from './kinds';
import { modelOf } from './model';

/** Groups whose kinds make neither pods nor accounts by themselves, or make those that the model knows. */
const PLAIN_GROUPS: ReadonlySet<string> = new Set([
  '',
  'apps',
  'autoscaling',
  'batch',
  'cert-manager.io',
  'discovery.k8s.io',
  'extensions.istio.io',
  'gateway.networking.k8s.io',
  'networking.istio.io',
  'networking.k8s.io',
  'policy',
  'rbac.authorization.k8s.io',
  'security.istio.io',
  'telemetry.istio.io',
]);

/** Kinds that make pods, which a manifest is most often refused for by a slip in their template. */
const MAKERS: ReadonlySet<string> = new Set(['CronJob', 'DaemonSet', 'Deployment', 'Job', 'Pod', 'StatefulSet']);

const known = new WeakMap<ObjectIndex, ReadonlySet<string>>();

/**
 * Namespaces in which somebody else may make objects: Helm or Argo CD by order of an object here, or an operator whose
 * resource is there; and those whose pods are not known, since what makes them is refused. What is not here may be
 * there all the same.
 */
export function namespacesOfOthers(index: ObjectIndex): ReadonlySet<string> {
  const before = known.get(index);
  if (before !== undefined) return before;
  const found = new Set([...read(index), ...withRefusedPods(index)]);
  known.set(index, found);
  return found;
}

/** Whether an object that is not here may be there all the same, or is here and refused, of which another rule tells. */
export function mayBeThere(index: ObjectIndex, kind: KindId, namespace: string, name: string): boolean {
  return namespacesOfOthers(index).has(namespace) || refusedNames(index).has(`${kind} ${namespace}/${name}`);
}

const refused = new WeakMap<ObjectIndex, ReadonlySet<string>>();

/** Objects that the API server does not take, as `Kind.group namespace/name`. */
function refusedNames(index: ObjectIndex): ReadonlySet<string> {
  const before = refused.get(index);
  if (before !== undefined) return before;
  const names = modelOf(index).cluster.refused.map(({ source: { object } }) => {
    const kind = kindId(groupOf(textOf(object.apiVersion) ?? ''), textOf(object.kind) ?? '');
    return `${kind} ${namespaceIn(object)}/${textOf(at(object, 'metadata', 'name'))}`;
  });
  const found = new Set(names);
  refused.set(index, found);
  return found;
}

/** The namespace of an object that no model has judged. */
const namespaceIn = (object: KubeObject) => textOf(at(object, 'metadata', 'namespace')) ?? 'default';

function read(index: ObjectIndex): ReadonlySet<string> {
  const found = new Set<string>();
  const plain = new Set<string>();
  for (const entry of modelOf(index).cluster.entries) {
    const { object } = isRefused(entry) ? entry.source : entry;
    if (plain.has(object.apiVersion) || typeof object.apiVersion !== 'string') continue;
    if (PLAIN_GROUPS.has(groupOf(object.apiVersion))) {
      plain.add(object.apiVersion);
      continue;
    }
    const namespace = isRefused(entry) ? namespaceIn(object) : entry.namespace;
    found.add(namespace);
    for (const path of TARGETS) found.add(textOf(at(object, ...path)) ?? namespace);
  }
  return found;
}

const withRefusedPods = (index: ObjectIndex) =>
  modelOf(index)
    .cluster.refused.map(({ source }) => source.object)
    .filter(({ kind }) => MAKERS.has(kind))
    .map(namespaceIn);

/** Where Flux, Argo CD and Sail keep the namespace that they install into. */
const TARGETS = [
  ['spec', 'targetNamespace'],
  ['spec', 'destination', 'namespace'],
  ['spec', 'namespace'],
];
