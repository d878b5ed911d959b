import { groupOf, type ObjectIndex } from '../../core/object-index';
import { isRefused } from './cluster';
import { at, textOf } from './fields';
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

const known = new WeakMap<ObjectIndex, ReadonlySet<string>>();

/**
 * Namespaces in which somebody else may make objects: Helm or Argo CD by order of an object here, or an operator whose
 * resource is there. What is not here may be there all the same.
 */
export function namespacesOfOthers(index: ObjectIndex): ReadonlySet<string> {
  const before = known.get(index);
  if (before !== undefined) return before;
  const found = read(index);
  known.set(index, found);
  return found;
}

function read(index: ObjectIndex): ReadonlySet<string> {
  const found = new Set<string>();
  const plain = new Set<string>();
  for (const entry of modelOf(index).cluster.entries) {
    if (isRefused(entry)) continue;
    const { object, namespace } = entry;
    if (plain.has(object.apiVersion)) continue;
    if (PLAIN_GROUPS.has(groupOf(object.apiVersion))) {
      plain.add(object.apiVersion);
      continue;
    }
    found.add(namespace);
    for (const path of TARGETS) found.add(textOf(at(object, ...path)) ?? namespace);
  }
  return found;
}

/** Where Flux, Argo CD and Sail keep the namespace that they install into. */
const TARGETS = [
  ['spec', 'targetNamespace'],
  ['spec', 'destination', 'namespace'],
  ['spec', 'namespace'],
];
