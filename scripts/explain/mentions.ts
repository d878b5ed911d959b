import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const ROOT = path.join(__dirname, '..', '..');

/** A place in the source where findings of an id come from. */
export interface Mention {
  /** Below the repository. */
  readonly file: string;
  readonly line: number;
  /** What is expected there, as far as the source says it literally. */
  readonly expected?: string;
  /** What to change, as far as the source says it literally. */
  readonly cure?: string;
}

/** Where a rule names the check that speaks before it, nothing of that id comes from it. */
const ID = /(?<!saidBy: \[)'(AMB\d{3})'/;
/** How many lines after its id a check goes on at most. */
const LONGEST = 20;

/** Every place of every id, in the order of files and lines. */
export function findMentions(): ReadonlyMap<string, readonly Mention[]> {
  const mentions = new Map<string, Mention[]>();
  for (const file of ['lib', 'scripts'].flatMap(sourcesIn)) {
    const lines = readFileSync(path.join(ROOT, file), 'utf8').split('\n');
    for (const [index, text] of lines.entries()) {
      const id = ID.exec(text)?.[1];
      if (id === undefined) continue;
      const mention = { file, line: index + 1, ...literalsIn(lines.slice(index, index + LONGEST)) };
      mentions.set(id, [...(mentions.get(id) ?? []), mention]);
    }
  }
  return mentions;
}

function sourcesIn(folder: string): string[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => path.posix.join(folder, file.replaceAll('\\', '/')))
    .sort();
}

/** The texts of a check that begins with the first of these lines; it ends where the next one begins. */
function literalsIn([first = '', ...others]: readonly string[]): Pick<Mention, 'expected' | 'cure'> {
  const next = others.findIndex(line => ID.test(line));
  const text = [first, ...(next < 0 ? others : others.slice(0, next))].join('\n');
  const literal = (field: string) => {
    const [, , value] = new RegExp(`\\b${field}:[^'"\`\\n]*\\n?\\s*(['"\`])(.*?[^\\\\])\\1`).exec(text) ?? [];
    return value?.replace(/\$\{(?:[^{}]|\{[^}]*\})*\}/g, '…').replaceAll("\\'", "'");
  };
  const [expected, cure] = [literal('expected'), literal('cure')];
  return { ...(expected && { expected }), ...(cure && { cure }) };
}
