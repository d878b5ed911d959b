import { type Check, isObject, type Schema, show, type Violation, within } from './schema';

/** The checks of a schema on the items of a list and on the list as a whole. */
export function listChecks(schema: Schema, compile: (schema: Schema) => Check): Check[] {
  const { items, minItems, maxItems } = schema;
  const checks: Check[] = [];
  if (minItems !== undefined) {
    checks.push(
      ofLists((list, found) => {
        if (list.length < minItems)
          found.push({ path: '', message: `it has ${list.length} items, at least ${minItems} are asked for` });
      }),
    );
  }
  if (maxItems !== undefined) {
    checks.push(
      ofLists((list, found) => {
        if (list.length > maxItems)
          found.push({ path: '', message: `it has ${list.length} items, at most ${maxItems} are allowed` });
      }),
    );
  }
  if (items !== undefined) {
    const check = items.type === 'object' ? remembered(compile(items)) : compile(items);
    checks.push(
      ofLists((list, found) => {
        for (let index = 0; index < list.length; index++) within(index, check, list[index], found);
      }),
    );
  }
  const identity = identityOf(schema);
  return identity === undefined ? checks : [...checks, uniqueness(identity)];
}

/** How many items of a list are kept in mind. */
const MOST_REMEMBERED = 1000;

/**
 * Many routes have the same parents, matches and backends: what was right once is right again. A null may stand for a
 * number that JSON has not.
 */
function remembered(check: Check): Check {
  const right = new Set<string>();
  return (value, found) => {
    const text = JSON.stringify(value);
    if (right.has(text)) return;
    const before = found.length;
    check(value, found);
    if (found.length === before && right.size < MOST_REMEMBERED && !text?.includes('null')) right.add(text);
  };
}

const ofLists =
  (check: (list: readonly unknown[], found: Violation[]) => void): Check =>
  (value, found) => {
    if (Array.isArray(value)) check(value, found);
  };

/** What no two items of a list may have in common. */
function identityOf(schema: Schema): ((item: unknown) => unknown) | undefined {
  if (schema['x-kubernetes-list-type'] === 'set' || schema.uniqueItems === true) return item => item;
  if (schema['x-kubernetes-list-type'] !== 'map') return undefined;
  const keys = schema['x-kubernetes-list-map-keys'] ?? [];
  return item => (isObject(item) ? Object.fromEntries(keys.map(key => [key, item[key]])) : item);
}

function uniqueness(identity: (item: unknown) => unknown): Check {
  return ofLists((list, found) => {
    if (list.length < 2) return;
    const seen = new Set<string>();
    list.forEach((item, index) => {
      const own = identity(item);
      const text = JSON.stringify(own);
      if (seen.has(text)) found.push({ path: `[${index}]`, message: `${show(own)} is there twice` });
      seen.add(text);
    });
  });
}
