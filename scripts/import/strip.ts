/** A part of an OpenAPI v3 schema; a keyword may hold a schema, a list or a map of them, or plain data. */
type Schema = Readonly<Record<string, unknown>>;

const HOLDS_MAP = new Set(['properties', 'patternProperties', 'definitions', 'dependencies']);
const HOLDS_SCHEMA = new Set(['items', 'additionalProperties', 'additionalItems', 'not']);
const HOLDS_LIST = new Set(['allOf', 'anyOf', 'oneOf']);

const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const strip = (value: unknown): unknown => (isSchema(value) ? stripDescriptions(value) : value);

function stripKeyword(keyword: string, value: unknown): unknown {
  if (HOLDS_SCHEMA.has(keyword)) return Array.isArray(value) ? value.map(strip) : strip(value);
  if (HOLDS_LIST.has(keyword) && Array.isArray(value)) return value.map(strip);
  if (!HOLDS_MAP.has(keyword) || !isSchema(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, schema]) => [name, strip(schema)]));
}

/**
 * The schema without the keyword `description`, at every depth.
 * A property that is called `description` stays, and so does data (`default`, `enum`, `example`).
 */
export function stripDescriptions(schema: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([keyword]) => keyword !== 'description')
      .map(([keyword, value]) => [keyword, stripKeyword(keyword, value)]),
  );
}
