import { type ApiObject, JsonPatch } from 'cdk8s';

type Path = readonly string[];

/** Where in a value there is null, as keys from the top. */
export function nullsIn(value: unknown, path: Path = []): Path[] {
  if (value === null) return [path];
  if (typeof value !== 'object' || Array.isArray(value)) return [];
  return Object.entries(value).flatMap(([key, child]) => nullsIn(child, [...path, key]));
}

const toPointer = (path: Path) => path.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/**
 * Writes null where it is in a part of an object: cdk8s leaves it out, and to helm null says that a default is taken
 * away.
 * @param part of the object that was made from `value`, as keys from the top
 */
export function writeNulls(object: ApiObject, part: Path, value: unknown): void {
  for (const path of nullsIn(value, part)) object.addJsonPatch(JsonPatch.add(toPointer(path), null));
}
