import { CelError } from './error';

/** A word of an expression; the value of a literal is already read. */
export type Token =
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'name'; readonly text: string }
  | { readonly is: 'sign'; readonly text: string }
  | { readonly is: 'end' };

const BLANK = /\s+|\/\/[^\n]*/y;
const NAME = /[A-Za-z_]\w*/y;
const NUMBER = /0x[0-9a-fA-F]+u?|(?:\d+\.\d+|\d+)(?:[eE][+-]?\d+)?u?/y;
const SIGN = /&&|\|\||[<>=!]=|[-+*/%<>!?:.,()[\]{}]/y;
const QUOTED = /([rR]?)("""|'''|"|')/y;
const LITERALS: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);

const ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
};
const ESCAPE = /\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-3][0-7]{2})|(.))/gs;

/** The words of an expression of the Common Expression Language. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const take = (pattern: RegExp): RegExpExecArray | undefined => {
    pattern.lastIndex = at;
    const found = pattern.exec(text) ?? undefined;
    if (found !== undefined) at = pattern.lastIndex;
    return found;
  };
  const next = (): Token => {
    const quoted = take(QUOTED);
    if (quoted !== undefined) return { is: 'literal', value: rest(quoted) };
    const number = take(NUMBER)?.[0];
    if (number !== undefined) return { is: 'literal', value: Number(number.replace(/u$/, '')) };
    const name = take(NAME)?.[0];
    if (name !== undefined) return LITERALS.has(name) ? literal(name) : { is: 'name', text: name };
    const sign = take(SIGN)?.[0];
    if (sign !== undefined) return { is: 'sign', text: sign };
    throw new CelError(`unexpected ${JSON.stringify(text[at])} at character ${at + 1}`);
  };
  /** The text between quotes, whose opening is read. */
  const rest = ([, raw, quote]: RegExpExecArray): string => {
    const from = at;
    while (at < text.length && !text.startsWith(quote as string, at)) at += text[at] === '\\' && raw === '' ? 2 : 1;
    if (at >= text.length) throw new CelError(`no closing ${quote} after character ${from}`);
    const body = text.slice(from, at);
    at += (quote as string).length;
    return raw === '' ? readEscapes(body) : body;
  };
  for (;;) {
    while (take(BLANK) !== undefined);
    if (at >= text.length) return [...tokens, { is: 'end' }];
    tokens.push(next());
  }
}

const literal = (name: string): Token => ({ is: 'literal', value: LITERALS.get(name) });

function readEscapes(body: string): string {
  return body.replace(ESCAPE, (whole, x?: string, u?: string, long?: string, octal?: string, letter = '') => {
    const hexadecimal = x ?? u ?? long;
    if (hexadecimal !== undefined) return String.fromCodePoint(Number.parseInt(hexadecimal, 16));
    if (octal !== undefined) return String.fromCodePoint(Number.parseInt(octal, 8));
    const plain = ESCAPES[letter as string];
    if (plain === undefined) throw new CelError(`unknown escape ${whole}`);
    return plain;
  });
}
