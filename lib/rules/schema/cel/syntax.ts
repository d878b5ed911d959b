import { CelError } from './error';
import { type Token, tokensOf } from './tokens';

/** An expression as a tree; operators are calls of their sign. */
export type Expression =
  | { readonly is: 'literal'; readonly value: unknown }
  | { readonly is: 'name'; readonly name: string }
  | { readonly is: 'field'; readonly of: Expression; readonly field: string }
  | { readonly is: 'call'; readonly name: string; readonly on?: Expression; readonly args: readonly Expression[] }
  | { readonly is: 'list'; readonly items: readonly Expression[] }
  | { readonly is: 'map'; readonly entries: readonly (readonly [Expression, Expression])[] };

/** Operators of two sides, each line binding tighter than the one above it. */
const LEVELS: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['<', '<=', '>=', '>', '==', '!=', 'in'],
  ['+', '-'],
  ['*', '/', '%'],
];

/** Reads an expression. @throws CelError where it is none */
export function parse(text: string): Expression {
  const parser = new Parser(tokensOf(text));
  return parser.whole();
}

class Parser {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  public whole(): Expression {
    const expression = this.choice();
    if (this.token.is !== 'end') throw this.unexpected();
    return expression;
  }

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }

  private unexpected(): CelError {
    const { token } = this;
    if (token.is === 'end') return new CelError('the expression ends too early');
    return new CelError(`unexpected ${token.is === 'literal' ? JSON.stringify(token.value) : token.text}`);
  }

  /** Steps over a sign or word, if it is the next. */
  private skip(...texts: readonly string[]): string | undefined {
    const { token } = this;
    if (token.is !== 'sign' && token.is !== 'name') return undefined;
    if (!texts.includes(token.text)) return undefined;
    this.at++;
    return token.text;
  }

  private expect(text: string): void {
    if (this.skip(text) === undefined) throw this.unexpected();
  }

  private choice(): Expression {
    const condition = this.sides(0);
    if (this.skip('?') === undefined) return condition;
    const chosen = this.sides(0);
    this.expect(':');
    return { is: 'call', name: '?:', args: [condition, chosen, this.choice()] };
  }

  private sides(level: number): Expression {
    const signs = LEVELS[level];
    if (signs === undefined) return this.unary();
    let left = this.sides(level + 1);
    for (;;) {
      const name = this.skip(...signs);
      if (name === undefined) return left;
      left = { is: 'call', name, args: [left, this.sides(level + 1)] };
    }
  }

  private unary(): Expression {
    const sign = this.skip('!', '-');
    if (sign === undefined) return this.member();
    return { is: 'call', name: sign === '-' ? 'negative' : sign, args: [this.unary()] };
  }

  private member(): Expression {
    let value = this.primary();
    for (;;) {
      if (this.skip('.') !== undefined) value = this.selected(value);
      else if (this.skip('[') !== undefined) {
        value = { is: 'call', name: '[]', args: [value, this.choice()] };
        this.expect(']');
      } else return value;
    }
  }

  private selected(on: Expression): Expression {
    const name = this.word();
    if (this.skip('(') === undefined) return { is: 'field', of: on, field: fieldName(name) };
    return { is: 'call', name, on, args: this.listed(')') };
  }

  private word(): string {
    const { token } = this;
    if (token.is !== 'name') throw this.unexpected();
    this.at++;
    return token.text;
  }

  private primary(): Expression {
    const { token } = this;
    if (token.is === 'literal') {
      this.at++;
      return token;
    }
    if (this.skip('(') !== undefined) {
      const inner = this.choice();
      this.expect(')');
      return inner;
    }
    if (this.skip('[') !== undefined) return { is: 'list', items: this.listed(']') };
    if (this.skip('{') !== undefined) return { is: 'map', entries: this.entries() };
    const name = this.word();
    return this.skip('(') === undefined ? { is: 'name', name } : { is: 'call', name, args: this.listed(')') };
  }

  private listed(end: string): Expression[] {
    const items: Expression[] = [];
    while (this.skip(end) === undefined) {
      if (items.length > 0) this.expect(',');
      if (items.length > 0 && this.skip(end) !== undefined) return items;
      items.push(this.choice());
    }
    return items;
  }

  private entries(): [Expression, Expression][] {
    const entries: [Expression, Expression][] = [];
    while (this.skip('}') === undefined) {
      if (entries.length > 0) this.expect(',');
      const key = this.choice();
      this.expect(':');
      entries.push([key, this.choice()]);
    }
    return entries;
  }
}

const SIGNS: Readonly<Record<string, string>> = { underscores: '__', dot: '.', dash: '-', slash: '/' };

/**
 * A field as the schema names it: what CEL cannot spell, or reserves, is written `__namespace__` or `a__dash__b`.
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation-rules
 */
function fieldName(written: string): string {
  const reserved = /^__([a-z]+)__$/.exec(written)?.[1];
  if (reserved !== undefined && SIGNS[reserved] === undefined) return reserved;
  return written.replace(/__(underscores|dot|dash|slash)__/g, (_, sign: string) => SIGNS[sign] as string);
}
