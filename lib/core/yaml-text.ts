import { Yaml } from 'cdk8s';

/**
 * The text that `Yaml.stringify` of cdk8s makes of an object, many times faster.
 *
 * Plain data is laid out here. How a string that is not plainly plain is quoted, and every value that is not plain
 * data, is left to `Yaml.stringify` itself; a test compares the two on random documents.
 * @see https://github.com/cdk8s-team/cdk8s-core/blob/2.x/src/yaml.ts
 */
export function toYaml(document: unknown): string {
  if (typeof document !== 'object' || document === null) return Yaml.stringify(document);
  try {
    return `${Layout.of(document)}\n`;
  } catch (thrown) {
    if (thrown === NOT_PLAIN) return Yaml.stringify(document);
    throw thrown;
  }
}

/** Several texts of `toYaml` as one. */
export function joinDocuments(documents: readonly string[]): string {
  return documents.join('---\n');
}

/** Thrown where a document holds more than plain data. */
const NOT_PLAIN = Symbol('not plain data');

const STEP = '  ';

class Layout {
  private text = '';
  /** An object met twice is written once and referred to, which is not done here. */
  private readonly met = new Set<object>();

  /** A whole document. */
  public static of(document: object): string {
    const layout = new Layout();
    layout.put(document, '');
    return layout.text;
  }

  /** A value that starts at this indent; a collection goes on at the same. */
  private put(value: unknown, indent: string): void {
    if (typeof value === 'string') this.text += stringText(value, indent);
    else if (typeof value === 'number') this.text += numberText(value);
    else if (typeof value === 'boolean') this.text += value ? 'true' : 'false';
    else if (value === null || value === undefined) this.text += 'null';
    else if (typeof value === 'object') this.putCollection(value, indent);
    else throw NOT_PLAIN;
  }

  private putCollection(value: object, indent: string): void {
    if (this.met.has(value)) throw NOT_PLAIN;
    this.met.add(value);
    if (Array.isArray(value)) this.putSequence(value, indent);
    else if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) throw NOT_PLAIN;
    else this.putMapping(value as Record<string, unknown>, indent);
  }

  private putSequence(items: readonly unknown[], indent: string): void {
    if (items.length === 0) this.text += '[]';
    let start = '- ';
    for (const item of items) {
      this.text += start;
      this.put(item, indent + STEP);
      start = `\n${indent}- `;
    }
  }

  private putMapping(fields: Record<string, unknown>, indent: string): void {
    const keys = Object.keys(fields);
    if (keys.length === 0) this.text += '{}';
    let start = '';
    for (const key of keys) {
      const value = fields[key];
      this.text += `${start}${keyText(key)}:${isBlock(value) ? `\n${indent}${STEP}` : ' '}`;
      this.put(value, indent + STEP);
      start = `\n${indent}`;
    }
  }
}

/** Whether a value starts on a line of its own. */
function isBlock(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Array.isArray(value) ? value.length > 0 : Object.keys(value).length > 0;
}

/** Printable, starting with a letter or slash, no colon or space where it would mean something. */
const PLAIN = /^[A-Za-z/](?:[\w./=+()$@,;*-]|:(?=[\w./])| (?=[\w./(]))*$/;

/** What YAML 1.1 takes for a boolean, a null or a number in spite of its letters. */
const WORD = /^(?:y|n|yes|no|true|false|on|off|null|e\d+)$/i;

const isPlain = (text: string) => PLAIN.test(text) && !(text.length < 6 && WORD.test(text));

function numberText(value: number): string {
  return Number.isSafeInteger(value) && !Object.is(value, -0) ? String(value) : Yaml.stringify([value]).slice(2, -1);
}

function stringText(text: string, indent: string): string {
  if (isPlain(text)) return text;
  const quoted = remember(VALUES, text, () => Yaml.stringify([text]).slice(2, -1));
  // made at the indent of one step; lines that are not empty move to where they belong
  return quoted.includes('\n') ? quoted.replace(/\n(?=[^\n])/g, `\n${indent.slice(STEP.length)}`) : quoted;
}

function keyText(key: string): string {
  if (isPlain(key) && key.length < LONGEST_KEY) return key;
  if (!/^[^\n%.<-][ -~]*$/.test(key) || key.length >= LONGEST_KEY) throw NOT_PLAIN;
  return remember(KEYS, key, () => Yaml.stringify({ [key]: 0 }).slice(0, -': 0\n'.length));
}

/** Longer keys are written in another form. */
const LONGEST_KEY = 1000;

const VALUES = new Map<string, string>();
const KEYS = new Map<string, string>();
const REMEMBERED = 10_000;

function remember(memory: Map<string, string>, text: string, make: () => string): string {
  let made = memory.get(text);
  if (made === undefined) {
    made = make();
    if (memory.size >= REMEMBERED) memory.clear();
    memory.set(text, made);
  }
  return made;
}
