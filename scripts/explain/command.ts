import { parseArgs } from 'node:util';
import { nearest } from '../../lib/core/nearest';
import type { Style } from '../../lib/core/style';
import { catalogue, type Entry } from './catalogue';
import { toExplanation, toList } from './text';

export const USAGE = `usage: npm run explain -- [ID]

Tells what a finding wants, why, where that is written, and shows manifests that fail and pass.

  ID      as in AMB610, or its name, as in BackendExists; without one all are listed
  --help  print this

Exit code 0: explained; 2: there is no such id, and the nearest is named.
`;

/** Where a run of the command writes to. */
export interface Output {
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
  readonly style: Style;
}

/** Runs the command and returns its exit code. */
export function runExplain(
  args: readonly string[],
  output: Output,
  entries: () => readonly Entry[] = catalogue,
): number {
  const { print, complain, style } = output;
  const asked = parse(args);
  if (typeof asked === 'string') {
    complain(`${asked}\n\n${USAGE}`);
    return 2;
  }
  if (asked.help) {
    print(USAGE);
    return 0;
  }
  const all = entries();
  const found = asked.ids.map(id => ({ id, entry: findEntry(id, all) }));
  for (const { id, entry } of found) if (entry === undefined) complain(`there is no ${id}${hint(id, all)}\n`);
  if (asked.ids.length === 0) print(toList(all, style));
  print(found.flatMap(({ entry }) => (entry === undefined ? [] : [toExplanation(entry, style)])).join('\n'));
  return found.every(({ entry }) => entry !== undefined) ? 0 : 2;
}

function parse(args: readonly string[]): { help: boolean; ids: readonly string[] } | string {
  try {
    const options = { help: { type: 'boolean', short: 'h', default: false } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    return { help: values.help, ids: positionals };
  } catch (error) {
    return (error as Error).message;
  }
}

function findEntry(asked: string, entries: readonly Entry[]): Entry | undefined {
  const lower = asked.toLowerCase();
  return entries.find(({ id, name }) => id.toLowerCase() === lower || name.toLowerCase() === lower);
}

function hint(asked: string, entries: readonly Entry[]): string {
  const like = nearest(asked, /^amb\d/i.test(asked) ? entries.map(({ id }) => id) : entries.map(({ name }) => name));
  return like.length === 0 ? ': without an id all are listed' : `: did you mean ${like.join(' or ')}?`;
}
