export type Values = Readonly<Record<string, unknown>>;

/**
 * The least that, laid over one value, makes the other of it: maps by their changed keys, null for what is taken away.
 * Undefined where nothing has to be laid over.
 */
export function toOverlay(below: unknown, wanted: unknown): unknown {
  if (JSON.stringify(below) === JSON.stringify(wanted)) {
    return undefined;
  }
  return isMap(below) && isMap(wanted) ? mapOverlay(below, wanted) : (wanted ?? null);
}

function mapOverlay(below: Values, wanted: Values): Values {
  const keys = [...new Set([...Object.keys(below), ...Object.keys(wanted)])];
  const changed = keys.map(key => [key, toOverlay(below[key], wanted[key])] as const);
  return Object.fromEntries(changed.filter(([, value]) => value !== undefined));
}

/** Values at paths, their keys with dots between them, as one nest of maps; of two at one path the last counts. */
export function nest(entries: readonly { readonly path: string; readonly value: unknown }[]): Values {
  const values: Record<string, unknown> = {};
  for (const { path, value } of entries) {
    const keys = path.split('.');
    const last = keys.pop() as string;
    const parent = keys.reduce<Record<string, unknown>>((map, key) => {
      map[key] = isMap(map[key]) ? map[key] : {};
      return map[key] as Record<string, unknown>;
    }, values);
    parent[last] = isMap(parent[last]) && isMap(value) ? { ...parent[last], ...value } : value;
  }
  return values;
}

const isMap = (value: unknown): value is Values => typeof value === 'object' && value !== null && !Array.isArray(value);
