import { CelError } from './error';

/** What RE2 spells in another way than JavaScript. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\(\?P</g, '(?<'],
  [/\\A/g, '^'],
  [/\\z/g, '$'],
  [/\[\[:alnum:\]\]/g, '[A-Za-z0-9]'],
  [/\[\[:alpha:\]\]/g, '[A-Za-z]'],
  [/\[\[:digit:\]\]/g, '[0-9]'],
];
const FLAGS = /^(\^?)\(\?([ims]+)\)/;

const known = new Map<string, RegExp>();

/** A regular expression of RE2, the kind that Kubernetes and CEL use. @throws CelError where it is none */
export function regularExpression(pattern: string): RegExp {
  const cached = known.get(pattern);
  if (cached !== undefined) return cached;
  const flags = FLAGS.exec(pattern)?.[2] ?? '';
  const source = SPELLINGS.reduce((text, [from, to]) => text.replace(from, to), pattern.replace(FLAGS, '$1'));
  const expression = tryCompile(source, `u${flags}`) ?? tryCompile(source, flags);
  if (expression === undefined) throw new CelError(`no regular expression: ${pattern}`);
  known.set(pattern, expression);
  return expression;
}

/** With the flag `u` a character is one, but escapes that need none are refused. */
function tryCompile(source: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(source, flags);
  } catch {
    return undefined;
  }
}
