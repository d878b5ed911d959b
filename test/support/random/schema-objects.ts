import type { Schema } from '../../../lib/rules/schema/schema';

/** Random numbers from a seed, the same on every machine. */
export class Random {
  constructor(private state: number) {}

  /** From 0 to below 1. */
  public next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  public chance(probability: number): boolean {
    return this.next() < probability;
  }

  public pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

/** Values that are right in one place and wrong in another. */
const TEXTS = [
  ...['', 'a', 'web', 'A_b', 'a.test', '*.a.test', '*.test', '*', 'a..test', '-a', 'a/b', 'Ünicode', '👍'],
  ...['/', '/x', '/x/', '//', '/./x', '/x/..', '/%2f', '/x#y', '/a b', 'x', '80', '0', '70000', '10.0.0.1', '::1'],
  ...[
    '10.0.0.0/8',
    '10s',
    '0s',
    '500us',
    '1h30m',
    '-1s',
    '1.5s',
    '1d',
    'http',
    'HTTP',
    'https://a.test/x',
    'a.test:80/x',
  ],
  ...[
    'file:///x',
    'oci://a.test/x',
    'unix:///x',
    'unix://x',
    'unix://@x',
    'GET',
    'true',
    'x'.repeat(63),
    'x'.repeat(254),
  ],
];
const NUMBERS = [
  0,
  1,
  2,
  3,
  80,
  100,
  101,
  200,
  301,
  443,
  599,
  600,
  15008,
  65535,
  65536,
  -1,
  1_000_000,
  1_000_001,
  2 ** 31,
  1.5,
];
const ANYTHING = [null, '', 'a', 1, 1.5, true, [], {}, ['a'], { a: 'b' }];

/** An object that mostly keeps to a schema, and sometimes does not. */
export function randomObject(schema: Schema, random: Random, depth = 0): unknown {
  if (random.chance(0.004)) return random.pick(ANYTHING);
  const choice = schema.enum ?? schema.anyOf?.flatMap(each => each.enum ?? []);
  if (choice !== undefined && choice.length > 0 && !random.chance(0.03)) return random.pick(choice);
  if (schema.default !== undefined && random.chance(0.2)) return schema.default;
  switch (schema.type) {
    case 'object':
      return randomFields(schema, random, depth);
    case 'array':
      return randomList(schema, random, depth);
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number':
      return randomNumber(schema, random);
    case 'string':
      return randomText(schema, random);
    default:
      return schema['x-kubernetes-int-or-string'] ? random.pick(['10%', 1, '1']) : random.pick(ANYTHING);
  }
}

function randomFields(schema: Schema, random: Random, depth: number): Record<string, unknown> {
  const { properties = {}, required = [], additionalProperties } = schema;
  const likely = depth < 2 ? 0.8 : 4 / (4 + Object.keys(properties).length);
  const fields = Object.entries(properties).flatMap(([name, property]) => {
    const isThere = random.chance(required.includes(name) ? 0.99 : likely);
    return isThere ? [[name, randomObject(property, random, depth + 1)]] : [];
  });
  if (typeof additionalProperties === 'object') {
    const count = Math.floor(random.next() * 3);
    for (let index = 0; index < count; index++) {
      fields.push([random.pick(TEXTS), randomObject(additionalProperties, random, depth + 1)]);
    }
  }
  if (random.chance(0.002)) fields.push(['surplus', 'a']);
  return Object.fromEntries(fields);
}

function randomList(schema: Schema, random: Random, depth: number): unknown[] {
  const { items = {}, minItems = 0, maxItems = 4 } = schema;
  const most = random.chance(0.02) ? Math.min(maxItems + 1, 70) : Math.min(maxItems, depth < 3 ? 3 : 2);
  const count = random.chance(0.98) ? Math.max(minItems, Math.ceil(random.next() * most)) : 0;
  const list = Array.from({ length: count }, () => randomObject(items, random, depth + 1));
  if (list.length > 0 && random.chance(0.05)) list.push(structuredClone(random.pick(list)));
  return list;
}

function randomNumber({ minimum = 0, maximum = 100 }: Schema, random: Random): number {
  if (random.chance(0.03)) return random.pick(NUMBERS);
  const fitting = NUMBERS.filter(number => number >= minimum && number <= maximum && Number.isInteger(number));
  return fitting.length > 0 ? random.pick(fitting) : minimum;
}

function randomText({ pattern, minLength = 0, maxLength = 300 }: Schema, random: Random): string {
  if (random.chance(0.03)) return random.pick(TEXTS);
  const expression = pattern === undefined ? /^/ : new RegExp(pattern.replace('(?i)', ''));
  const fitting = TEXTS.filter(
    text => [...text].length >= minLength && [...text].length <= maxLength && expression.test(text),
  );
  return random.pick(fitting.length > 0 ? fitting : TEXTS);
}
