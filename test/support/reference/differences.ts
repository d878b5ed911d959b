import { canonical } from './canonical';
import { isExemptObject } from './exemptions';

interface KubernetesObject {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly [field: string]: unknown;
}

/**
 * Everything in which our objects are not the same as the reference's, as Kubernetes reads them: one line for each
 * object or field. Nothing where they are the same.
 */
export function differences(ours: readonly unknown[], reference: readonly unknown[]): string[] {
  const left = byKey(ours as KubernetesObject[]);
  const right = byKey(reference as KubernetesObject[]);
  const keys = [...new Set([...left.keys(), ...right.keys()])].sort();
  return keys.flatMap(key => objectDifferences(key, left.get(key) ?? [], right.get(key) ?? []));
}

/** Objects by kind, namespace and name; more than one where an object is there twice. */
function byKey(objects: readonly KubernetesObject[]): Map<string, KubernetesObject[]> {
  const map = new Map<string, KubernetesObject[]>();
  for (const object of objects) {
    const { name, namespace } = object.metadata;
    const key = `${object.kind} ${namespace === undefined ? name : `${namespace}/${name}`}`;
    map.set(key, [...(map.get(key) ?? []), object]);
  }
  return map;
}

function objectDifferences(key: string, ours: KubernetesObject[], reference: KubernetesObject[]): string[] {
  if (reference.length === 0) {
    return ours.filter(({ kind, metadata }) => !isExemptObject(kind, metadata.name)).map(() => `${key}: surplus`);
  }
  if (ours.length === 0) {
    return [`${key}: missing`];
  }
  if (ours.length > 1 || reference.length > 1) {
    return [`${key}: ours ${ours.length} times, reference ${reference.length} times`];
  }
  return fieldDifferences(canonical(ours[0]), canonical(reference[0])).map(
    ({ path, ours: left, reference: right }) => `${key}: ${path}: ours ${text(left)}, reference ${text(right)}`,
  );
}

interface FieldDifference {
  readonly path: string;
  readonly ours: unknown;
  readonly reference: unknown;
}

/** The leaves in which two values differ; a list or map that only one of them has is one leaf. */
export function fieldDifferences(ours: unknown, reference: unknown, path = ''): FieldDifference[] {
  if (isContainer(ours) && isContainer(reference) && Array.isArray(ours) === Array.isArray(reference)) {
    const keys = [...new Set([...Object.keys(ours), ...Object.keys(reference)])];
    return keys.flatMap(key => fieldDifferences(ours[key], reference[key], path === '' ? key : `${path}.${key}`));
  }
  return same(ours, reference) ? [] : [{ path, ours, reference }];
}

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const same = (left: unknown, right: unknown) => left === right || (isContainer(left) && text(left) === text(right));
const text = (value: unknown) => (value === undefined ? 'absent' : JSON.stringify(value));
