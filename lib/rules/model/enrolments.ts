import type { ObjectIndex } from '../../core/object-index';
import { labelsOf, type Stored } from './cluster';
import { GATEWAY, NAMESPACE, SERVICE, SERVICE_ENTRY } from './kinds';
import type { Labels } from './label-selectors';
import { modelOf } from './model';
import { workloadsOf } from './workloads';

/** An object that asks for a waypoint by a label of its own, or of its pods. */
export interface Enrolment {
  readonly stored: Stored;
  /** The waypoint, and the Gateway that is called so. */
  readonly namespace: string;
  readonly name: string;
  readonly gateway: Stored | undefined;
}

const known = new WeakMap<ObjectIndex, readonly Enrolment[]>();

/** Every label that asks for a waypoint: of namespaces, services and pods. */
export function enrolments(index: ObjectIndex): readonly Enrolment[] {
  const found = known.get(index) ?? read(index);
  known.set(index, found);
  return found;
}

function read(index: ObjectIndex): Enrolment[] {
  const { cluster } = modelOf(index);
  const labelled: { readonly stored: Stored; readonly labels: Labels; readonly own: string }[] = [];
  for (const stored of cluster.ofKind(NAMESPACE)) labelled.push({ stored, labels: labelsOf(stored), own: stored.name });
  for (const kind of [SERVICE, SERVICE_ENTRY]) {
    for (const stored of cluster.ofKind(kind))
      labelled.push({ stored, labels: labelsOf(stored), own: stored.namespace });
  }
  for (const { stored, labels, namespace } of workloadsOf(index).all) labelled.push({ stored, labels, own: namespace });
  return labelled.flatMap(({ stored, labels, own }) => {
    const name = labels['istio.io/use-waypoint'];
    if (name === undefined || name === '' || name.toLowerCase() === 'none') return [];
    const namespace = labels['istio.io/use-waypoint-namespace'] ?? own;
    return [{ stored, namespace, name, gateway: cluster.find(GATEWAY, namespace, name) }];
  });
}
