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
    return `${new Layout().lay(document, '')}\n`;
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
  /** An object met twice is written once and referred to, which is not done here. */
  private readonly met = new Set<object>();

  /** A value that starts at this indent; a collection goes on at the same. */
  public lay(value: unknown, indent: string): string {
    if (typeof value === 'string') return stringText(value, indent);
    if (typeof value === 'number') return numberText(value);
    if (typeof value === 'boolean') return value ? 'true' : 'false';
    if (value === null || value === undefined) return 'null';
    if (typeof value !== 'object' || this.met.has(value)) throw NOT_PLAIN;
    this.met.add(value);
    if (Array.isArray(value)) return this.sequence(value, indent);
    if (Object.getPrototypeOf(value) !== Object.prototype || 'toJSON' in value) throw NOT_PLAIN;
    return this.mapping(value as Record<string, unknown>, indent);
  }

  private sequence(items: readonly unknown[], indent: string): string {
    if (items.length === 0) return '[]';
    const inner = indent + STEP;
    let text = '';
    for (const item of items) {
      if (text !== '') text += `\n${indent}`;
      text += `- ${this.lay(item, inner)}`;
    }
    return text;
  }

  private mapping(fields: Record<string, unknown>, indent: string): string {
    const inner = indent + STEP;
    let text = '';
    for (const key of Object.keys(fields)) {
      const value = fields[key];
      if (text !== '') text += `\n${indent}`;
      text += `${keyText(key)}:${isBlock(value) ? `\n${inner}` : ' '}${this.lay(value, inner)}`;
    }
    return text === '' ? '{}' : text;
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
