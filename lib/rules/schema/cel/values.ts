import { CelError } from './error';

/** A span of time. */
export class Duration {
  constructor(public readonly nanoseconds: number) {}
}

/** A list, a map or a scalar equals another by content; numbers are equal whatever their type. */
export function equal(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (a instanceof Duration || b instanceof Duration) {
    return a instanceof Duration && b instanceof Duration && a.nanoseconds === b.nanoseconds;
  }
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, at) => equal(item, b[at]));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every(key => Object.hasOwn(b, key) && equal(at(a, key), at(b, key)))
  );
}

const at = (map: object, key: string): unknown => (map as Record<string, unknown>)[key];

/** Below zero where `a` comes first, above where `b` does. */
export function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'string' && typeof b === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean' && typeof b === 'boolean') return Number(a) - Number(b);
  if (a instanceof Duration && b instanceof Duration) return a.nanoseconds - b.nanoseconds;
  throw new CelError(`${typeName(a)} and ${typeName(b)} have no order`);
}

/** How many characters, items or entries. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return codePoints(value);
  if (Array.isArray(value)) return value.length;
  return Object.keys(asMap(value)).length;
}

/** Characters as Unicode counts them. */
export function codePoints(text: string): number {
  let surrogates = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0xd800 && unit <= 0xdbff) surrogates++;
  }
  return text.length - surrogates;
}

/** The value of a key, which must be there. */
export function fieldOf(map: unknown, key: string): unknown {
  const fields = asMap(map);
  if (!Object.hasOwn(fields, key)) throw new CelError(`no such key: ${key}`);
  return fields[key];
}

export function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Duration);
}

export function asMap(value: unknown): Record<string, unknown> {
  if (!isMap(value)) throw new CelError(`${typeName(value)} is no map`);
  return value;
}

export function asText(value: unknown): string {
  if (typeof value !== 'string') throw new CelError(`${typeName(value)} is no string`);
  return value;
}

export function asNumber(value: unknown): number {
  if (typeof value !== 'number') throw new CelError(`${typeName(value)} is no number`);
  return value;
}

export function asBoolean(value: unknown): boolean {
  if (typeof value !== 'boolean') throw new CelError(`${typeName(value)} is no boolean`);
  return value;
}

export function asDuration(value: unknown): Duration {
  if (!(value instanceof Duration)) throw new CelError(`${typeName(value)} is no duration`);
  return value;
}

/** The items of a list, or the keys of a map. */
export function itemsOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : Object.keys(asMap(value));
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return value instanceof Duration ? 'a duration' : `a ${typeof value === 'object' ? 'map' : typeof value}`;
}
