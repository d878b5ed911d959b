import type { KubeObject } from '../../lib/core/object-index';
import { withoutNulls } from '../../lib/rules/schema/nulls';
import type { Schema, Violation } from '../../lib/rules/schema/schema';
import { compileSchema } from '../../lib/rules/schema/structural';
import type { FieldPath, Manifest, ReadFile } from './manifest';

export const text: Schema = { type: 'string' };
export const texts: Schema = { type: 'object', additionalProperties: text };
export const listOf = (items: Schema): Schema => ({ type: 'array', items });

/** Fields of these types and whatever else: what is not known is told of by those who read it. */
export const fields = (properties: Readonly<Record<string, Schema>>, ...required: string[]): Schema => ({
  type: 'object',
  properties,
  required,
  'x-kubernetes-preserve-unknown-fields': true,
});

export const metadata = fields({ name: text, namespace: text, labels: texts, annotations: texts }, 'name');

/** What is read of objects: by `API_VERSION KIND`, `KIND.GROUP` or `KIND`, the first that there is. */
export type Shapes = Readonly<Record<string, Schema>>;

/** The objects without fields that are null, which count as left out; a fault for each field of another type. */
export function checkShapes(manifests: readonly Manifest[], shapes: Shapes): ReadFile {
  const faults: ReadFile['faults'][number][] = [];
  const checks = new Map(Object.values(shapes).map(shape => [shape, compileSchema(shape)]));
  const checked = manifests.map((manifest): Manifest => {
    const { kind } = manifest.object;
    const shape = shapeOf(manifest.object, shapes);
    if (shape === undefined) return manifest;
    const object = withoutNulls(manifest.object, shape) as KubeObject;
    const found: Violation[] = [];
    checks.get(shape)?.(object, found);
    for (const violation of found) {
      const message = `${kind} with ${violation.path.slice(1)}: ${violation.message}`;
      faults.push({ place: manifest.at(toFieldPath(violation.path)), message });
    }
    return { ...manifest, object };
  });
  return { manifests: checked, faults };
}

function shapeOf({ apiVersion, kind }: KubeObject, shapes: Shapes): Schema | undefined {
  const [group] = String(apiVersion).split('/');
  const key = [`${apiVersion} ${kind}`, `${kind}.${group}`, kind].find(each => Object.hasOwn(shapes, each));
  return key === undefined ? undefined : shapes[key];
}

/** `.spec.rules[0].host` as its steps. */
const toFieldPath = (dotted: string): FieldPath =>
  [...dotted.matchAll(/\.([^.[]+)|\[(\d+)\]/g)].map(([, name, index]) => name ?? Number(index));
