import type { Random } from './schema-objects';

type Container = Record<string, unknown> | unknown[];

const VALUES = [
  ...[
    null,
    '',
    'a',
    'istio-waypoint',
    'b.example.com',
    '*',
    '*.example.com',
    'none',
    'All',
    'Selector',
    'TLS',
    'HBONE',
  ],
  ...[0, -1, 1, 80, 443, 15008, 65536, 1.5, Number.MAX_SAFE_INTEGER, true, false, [], {}, [null], { a: { b: [] } }],
  ...['__proto__', 'constructor', 'toString', 'kubernetes.io/metadata.name', 'x'.repeat(300), '👍'],
];

const NAMES = [
  'a',
  '',
  '__proto__',
  'constructor',
  'toString',
  'namespace',
  'port',
  'from',
  'hostname',
  'x'.repeat(300),
];

/** Every object and list within a value, itself included. */
function containersOf(value: unknown): Container[] {
  if (typeof value !== 'object' || value === null) return [];
  return [value as Container, ...Object.values(value).flatMap(containersOf)];
}

/** Some objects with one to three things in them changed, dropped, doubled or exchanged; what is given stays as it is. */
export function mutated<T>(objects: readonly T[], random: Random): T[] {
  const copy = [...objects];
  const times = 1 + Math.floor(random.next() * 3);
  for (let time = 0; time < times && copy.length > 0; time++) {
    const at = Math.floor(random.next() * copy.length);
    // A fifth of the changes is to the list of objects itself.
    const [target, others] = random.chance(0.2)
      ? [copy, [copy]]
      : [structuredClone(copy[at]), containersOf(random.pick(copy))];
    if (target !== copy) copy[at] = target as T;
    const containers = containersOf(target).filter(each => Object.keys(each).length > 0);
    if (containers.length > 0) mutate(target === copy ? copy : random.pick(containers), [...others, {}], random);
  }
  return copy;
}

function mutate(container: Container, others: readonly Container[], random: Random): void {
  const fields = container as Record<string, unknown>;
  const value = structuredClone(random.pick(VALUES));
  const key = random.pick(Object.keys(container));
  const ways: readonly (() => unknown)[] = [
    () => define(fields, key, value),
    () => define(fields, key, structuredClone(random.pick(others))),
    () => Array.isArray(container) || define(fields, String(random.pick(NAMES)), value),
    () => (Array.isArray(container) ? container.splice(Number(key), 1) : delete fields[key]),
    () => (Array.isArray(container) ? container.push(structuredClone(random.pick(container))) : delete fields[key]),
  ];
  random.pick(ways)();
}

/** Also under a name such as `__proto__`, as a parser of JSON does. */
function define(fields: Record<string, unknown>, key: string, value: unknown): void {
  Object.defineProperty(fields, key, { value, enumerable: true, configurable: true, writable: true });
}
