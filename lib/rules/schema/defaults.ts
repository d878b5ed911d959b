import { isObject, type Schema } from './schema';

/** Fills in what is left out; gives the value itself where there is nothing to fill in. */
export type Fill = (value: unknown) => unknown;

/** What fills in the defaults of a schema; undefined where it has none. */
export function compileDefaults(schema: Schema): Fill | undefined {
  const items = schema.items && compileDefaults(schema.items);
  if (items !== undefined) return value => (Array.isArray(value) ? fillList(value, items) : value);
  const others = isObject(schema.additionalProperties)
    ? compileDefaults(schema.additionalProperties as Schema)
    : undefined;
  const own = Object.entries(schema.properties ?? {}).flatMap(([name, property]) => {
    const fill = compileDefaults(property);
    return fill === undefined && property.default === undefined ? [] : [{ name, property, fill }];
  });
  if (own.length === 0 && others === undefined) return undefined;
  return value => {
    if (!isObject(value)) return value;
    let filled = others === undefined ? value : fillEntries(value, others);
    for (const { name, property, fill } of own) {
      const before = filled[name];
      const after = fill?.(initial(before, property)) ?? initial(before, property);
      if (after === before) continue;
      if (filled === value) filled = { ...value };
      filled[name] = after;
    }
    return filled;
  };
}

/** A null stands for nothing where the schema allows none. */
function initial(value: unknown, { default: byDefault, nullable }: Schema): unknown {
  const absent = value === undefined || (value === null && nullable !== true);
  return absent && byDefault !== undefined ? byDefault : value;
}

function fillList(list: readonly unknown[], fill: Fill): readonly unknown[] {
  const filled = list.map(fill);
  return filled.some((item, index) => item !== list[index]) ? filled : list;
}

function fillEntries(map: Record<string, unknown>, fill: Fill): Record<string, unknown> {
  const filled = Object.entries(map).map(([key, value]) => [key, fill(value)] as const);
  return filled.some(([key, value]) => value !== map[key]) ? Object.fromEntries(filled) : map;
}
