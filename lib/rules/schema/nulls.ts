import { isObject, type Schema } from './schema';

/** Whether there is a null anywhere in a value. */
export function containsNull(value: unknown): boolean {
  if (typeof value !== 'object') return false;
  if (value === null) return true;
  for (const key in value) if (containsNull((value as Readonly<Record<string, unknown>>)[key])) return true;
  return false;
}

/**
 * The value without the fields that are null where the schema allows none: they count as left out.
 *
 * A null that a default takes the place of stays for that, and so does one among the items of a list.
 */
export function withoutNulls(value: unknown, schema: Schema | undefined): unknown {
  if (Array.isArray(value)) return value.map(item => withoutNulls(item, schema?.items));
  if (!isObject(value)) return value;
  const { properties = {}, additionalProperties } = schema ?? {};
  const others = isObject(additionalProperties) ? (additionalProperties as Schema) : undefined;
  const kept = Object.entries(value).flatMap(([name, field]) => {
    const own = Object.hasOwn(properties, name) ? properties[name] : others;
    const isAbsent = field === null && own !== undefined && own.nullable !== true && own.default === undefined;
    return isAbsent ? [] : [[name, withoutNulls(field, own)]];
  });
  return Object.fromEntries(kept);
}
