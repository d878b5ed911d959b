type Json = Record<string, unknown>;

/** A copy of an object with one thing changed. */
export interface Mutant {
  readonly kind: 'change' | 'drop' | 'add' | 'swap';
  /** Where, as the API has it: `[]` for the items of a list. */
  readonly path: string;
  /** What stood there. */
  readonly value: unknown;
  readonly object: Json;
}

/**
 * Every copy of an object in which one leaf is changed, dropped or added, or two neighbours change places. What `tried`
 * holds, the same value at the same place of the same kind, is passed over.
 */
export function mutants(object: Json, tried = new Set<string>()): Mutant[] {
  const untried = places(object).filter(({ keys, value }) => {
    const place = `${object.kind} ${keys.join('.')} ${JSON.stringify(value)}`;
    return !tried.has(place) && tried.add(place);
  });
  return untried.flatMap(({ keys, path, value }) => {
    const mutant = (kind: Mutant['kind'], edit: (parent: Json, key: string) => void): Mutant => ({
      kind,
      path,
      value,
      object: edited(object, keys, edit),
    });
    if (typeof value !== 'object' || value === null || Object.keys(value).length === 0) {
      return [mutant('drop', drop), mutant('change', change)];
    }
    return Array.isArray(value) ? listMutants(value, mutant) : [mutant('add', addKey)];
  });
}

type MakeMutant = (kind: Mutant['kind'], edit: (parent: Json, key: string) => void) => Mutant;

function listMutants(list: unknown[], mutant: MakeMutant): Mutant[] {
  const add = mutant('add', (parent, key) => void (parent[key] as unknown[]).push({ mutant: 'x' }));
  const swaps = list.slice(1).flatMap((item, index) =>
    JSON.stringify(item) === JSON.stringify(list[index])
      ? []
      : [
          mutant('swap', (parent, key) => {
            const items = parent[key] as unknown[];
            [items[index], items[index + 1]] = [items[index + 1], items[index]];
          }),
        ],
  );
  return [add, ...swaps];
}

interface Place {
  readonly keys: readonly string[];
  readonly path: string;
  readonly value: unknown;
}

/** Every map, list and leaf below the object. */
function places(value: unknown, keys: readonly string[] = [], path = ''): Place[] {
  const here = keys.length === 0 ? [] : [{ keys, path, value }];
  if (typeof value !== 'object' || value === null) {
    return here;
  }
  const pathOf = (key: string) => (Array.isArray(value) ? `${path}[]` : path === '' ? key : `${path}.${key}`);
  return [...here, ...Object.entries(value).flatMap(([key, child]) => places(child, [...keys, key], pathOf(key)))];
}

function edited(object: Json, keys: readonly string[], edit: (parent: Json, key: string) => void): Json {
  const copy = JSON.parse(JSON.stringify(object)) as Json;
  const parents = keys.slice(0, -1);
  const parent = parents.reduce((inside, key) => inside[key] as Json, copy);
  edit(parent, keys[keys.length - 1]);
  return copy;
}

function drop(parent: Json, key: string): void {
  if (Array.isArray(parent)) {
    parent.splice(Number(key), 1);
  } else {
    delete parent[key];
  }
}

function addKey(parent: Json, key: string): void {
  (parent[key] as Json).mutant = 'x';
}

function change(parent: Json, key: string): void {
  const value = parent[key];
  if (typeof value === 'boolean') {
    parent[key] = !value;
  } else {
    parent[key] = typeof value === 'number' ? value + 1 : `${JSON.stringify(value)}x`;
  }
}
