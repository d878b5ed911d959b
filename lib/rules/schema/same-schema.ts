import { isObject } from './schema';

/**
 * Whether two schemas ask for the same: texts of `description` do not matter, nor does `status` of the first, as the
 * second is one of imports/schemas, which has neither.
 */
export function isSameSchema(whole: unknown, kept: unknown): boolean {
  if (!isObject(whole) || !isObject(whole.properties)) return isSame(whole, kept);
  const { status: _, ...properties } = whole.properties;
  return isSame({ ...whole, properties }, kept);
}

function isSame(one: unknown, other: unknown): boolean {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, place) => isSame(item, other[place]));
  }
  if (!isObject(one) || !isObject(other)) return one === other;
  const [keys, others] = [keysOf(one), keysOf(other)];
  return keys.length === others.length && keys.every(key => key in other && isSame(one[key], other[key]));
}

/** All but a description; a property that is called so has a schema, not a text. */
const keysOf = (schema: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.keys(schema).filter(key => key !== 'description' || typeof schema[key] !== 'string');
