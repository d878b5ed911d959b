import { scalarOf } from './plain-scalar';

/**
 * The value of one document in the plain YAML that tools write: block mappings and sequences, scalars on one line,
 * literal blocks. Many times faster than a full reader, which every document is left to that holds anything else.
 * @returns undefined if the document is not plain
 */
export function readPlainYaml(source: string): unknown {
  try {
    return new PlainReader(source).read();
  } catch (thrown) {
    if (thrown === NOT_PLAIN) return undefined;
    throw thrown;
  }
}

/** Thrown where a document is not plain. */
const NOT_PLAIN = Symbol('not plain YAML');

/** A key that needs no quotes, and what follows it on its line. */
const ENTRY = /^([A-Za-z_/][\w./-]*|"[\w./-]+"|'[\w./-]+'):(?: +(.*))?$/;
/** What is more than a word without quotes. */
const NO_KEY = /^(?:y|n|yes|no|true|false|on|off|null)$/i;
const LITERAL = /^\|([-+]?)$/;
/** Control characters, and spaces that are none to YAML. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const ODD = /[\0-\t\v-\x1f\x7f-\xa0\u1680\u2000-\u200b\u2028-\u202f\u205f\u3000\ufeff]/;
const BLANK = /^ *(?:#.*)?$/;

class PlainReader {
  private readonly lines: readonly string[];
  private at = 0;

  constructor(source: string) {
    if (ODD.test(source)) throw NOT_PLAIN;
    this.lines = source.split('\n');
  }

  public read(): unknown {
    this.skipBlank();
    const value = this.block(this.indent());
    if (this.at < this.lines.length) throw NOT_PLAIN;
    return value;
  }

  private get line(): string {
    return this.lines[this.at] as string;
  }

  private skipBlank(): void {
    while (this.at < this.lines.length && BLANK.test(this.line)) this.at++;
  }

  /** The indent of the next line that says something; -1 at the end. */
  private indent(): number {
    this.skipBlank();
    if (this.at >= this.lines.length) return -1;
    const { line } = this;
    let indent = 0;
    while (line.charCodeAt(indent) === SPACE) indent++;
    return indent;
  }

  /** A collection whose entries begin at an indent. */
  private block(indent: number): unknown {
    return this.isItem(indent) ? this.sequence(indent) : this.mapping(indent, this.line.slice(indent));
  }

  private isItem(indent: number): boolean {
    return this.line.charCodeAt(indent) === DASH && (this.line.length === indent + 1 || this.line[indent + 1] === ' ');
  }

  private sequence(indent: number): unknown[] {
    const items: unknown[] = [];
    while (this.indent() === indent && this.isItem(indent)) items.push(this.item(indent));
    if (this.indent() > indent) throw NOT_PLAIN;
    return items;
  }

  private item(indent: number): unknown {
    const rest = this.line.slice(indent + 1);
    const text = rest.trimStart();
    if (text === '' || text.startsWith('#')) {
      this.at++;
      return this.below(indent);
    }
    const inner = indent + 1 + rest.length - text.length;
    if (text.startsWith('- ') || text === '-') throw NOT_PLAIN;
    return ENTRY.test(text) ? this.mapping(inner, text) : this.scalar(text, indent);
  }

  /** A mapping whose first entry is a text, at an indent; the others begin lines of their own. */
  private mapping(indent: number, first: string): Record<string, unknown> {
    const fields: Record<string, unknown> = {};
    let text = first;
    do {
      const entry = ENTRY.exec(text);
      if (entry === null) throw NOT_PLAIN;
      const key = keyOf(entry[1] as string);
      if (key in fields) throw NOT_PLAIN;
      fields[key] = this.value(entry[2] ?? '', indent);
      text = this.indent() === indent ? this.line.slice(indent) : '';
    } while (text !== '' && !text.startsWith('- '));
    if (this.indent() > indent) throw NOT_PLAIN;
    return fields;
  }

  /** What an entry at an indent has for a value, which begins on its line or below. */
  private value(text: string, indent: number): unknown {
    if (text !== '' && !text.startsWith('#')) return this.scalar(text, indent);
    this.at++;
    const next = this.indent();
    // A sequence may stand at the indent of its key.
    return next === indent && this.isItem(indent) ? this.sequence(indent) : this.below(indent);
  }

  /** A collection that is deeper than an indent; null if there is none. */
  private below(indent: number): unknown {
    const next = this.indent();
    return next > indent ? this.block(next) : null;
  }

  private scalar(text: string, indent: number): unknown {
    this.at++;
    const literal = LITERAL.exec(text);
    if (literal !== null) return this.literal(indent, literal[1] as string);
    const value = scalarOf(text);
    // A deeper line would go on with it.
    if (value === undefined || this.indent() > indent) throw NOT_PLAIN;
    return value;
  }

  /** The lines of a literal block below an indent. */
  private literal(indent: number, chomping: string): string {
    const from = this.at;
    const isWithin = (line: string) => line.trim() === '' || line.startsWith(' '.repeat(indent + 1));
    while (this.at < this.lines.length && isWithin(this.line)) this.at++;
    const lines = this.lines.slice(from, this.at);
    const filled = lines.find(line => line.trim() !== '');
    if (filled === undefined || chomping === '+') throw NOT_PLAIN;
    const inner = filled.length - filled.trimStart().length;
    const isOdd = (line: string) => (line.trim() === '' ? line.length > inner : !line.startsWith(' '.repeat(inner)));
    if (lines.some(isOdd)) throw NOT_PLAIN;
    const text = lines
      .map(line => line.slice(inner))
      .join('\n')
      .replace(/\n+$/, '');
    return chomping === '-' ? text : `${text}\n`;
  }
}

const SPACE = 32;
const DASH = 45;

function keyOf(text: string): string {
  const isQuoted = text.startsWith('"') || text.startsWith("'");
  const key = isQuoted ? text.slice(1, -1) : text;
  if (key === '__proto__' || (!isQuoted && NO_KEY.test(key))) throw NOT_PLAIN;
  return key;
}
