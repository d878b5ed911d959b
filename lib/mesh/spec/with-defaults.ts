/** `Given` with those keys that have a default no longer optional. */
export type WithDefaults<Given, Defaults> = Omit<Given, keyof Defaults> & {
  readonly [Key in keyof Defaults & keyof Given]-?: NonNullable<Given[Key]>;
};

/** The props over their defaults, as `mergedOver` merges them. */
export function withDefaults<Given extends object, Defaults extends Partial<Given>>(
  given: Given | undefined,
  defaults: Defaults,
): WithDefaults<Given, Defaults> {
  return mergedOver(defaults as Json, (given ?? {}) as Json) as unknown as WithDefaults<Given, Defaults>;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * One map over another, as Helm lays values over a chart's: maps are merged, lists and everything else replaced. What
 * is undefined above does not count, and null takes away what is below.
 */
export function mergedOver(below: Json, above: Json): Json {
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const under = below[key];
    if (value === null) {
      delete merged[key];
    } else if (value !== undefined) {
      merged[key] = isMap(under) && isMap(value) ? mergedOver(under, value) : value;
    }
  }
  return merged;
}

const isMap = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
