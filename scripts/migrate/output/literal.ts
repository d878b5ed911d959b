const WIDTH = 120;

/** A name that stands for itself. */
export class Variable {
  constructor(readonly name: string) {}
}

/** A value as TypeScript that fits into the lines of this project, for a place that is indented so far. */
export function toLiteral(value: unknown, indent = 0): string {
  const inline = toInline(value);
  if (indent + inline.length < WIDTH - 20 && !isTable(value)) return inline;
  const inner = ' '.repeat(indent + 2);
  const close = `\n${' '.repeat(indent)}`;
  if (Array.isArray(value)) {
    return `[${value.map(item => `\n${inner}${toLiteral(item, indent + 2)},`).join('')}${close}]`;
  }
  if (typeof value !== 'object' || value === null || value instanceof Variable) return inline;
  const toInner = (field: unknown) => toLiteral(field, indent + 2);
  const fields = definedEntries(value).map(entry => `\n${inner}${toField(entry, toInner)},`);
  return `{${fields.join('')}${close}}`;
}

/** Several objects stand below each other, as formatters have them. */
function isTable(value: unknown): boolean {
  if (!Array.isArray(value) || value.length < 2) return false;
  return value.every(item => typeof item === 'object' && item !== null && definedEntries(item).length > 1);
}

function toInline(value: unknown): string {
  if (typeof value === 'string') return toText(value);
  if (Array.isArray(value)) return `[${value.map(toInline).join(', ')}]`;
  if (value instanceof Variable) return value.name;
  if (typeof value !== 'object' || value === null) return String(value);
  const fields = definedEntries(value).map(entry => toField(entry, toInline));
  return fields.length === 0 ? '{}' : `{ ${fields.join(', ')} }`;
}

const definedEntries = (value: object) => Object.entries(value).filter(([, field]) => field !== undefined);

/** A variable of the same name needs no second word. */
function toField([key, field]: [string, unknown], render: (field: unknown) => string): string {
  return field instanceof Variable && field.name === key ? key : `${toKey(key)}: ${render(field)}`;
}

const toKey = (key: string) => (/^[A-Za-z_$][\w$]*$/.test(key) ? key : toText(key));

/** Single quotes, unless the text has some and no double ones. */
function toText(text: string): string {
  const quoted = JSON.stringify(text);
  if (text.includes("'") && !text.includes('"')) return quoted;
  return `'${quoted.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}
