import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Faults } from '../crds/faults';
import { readLock, requireSets } from '../crds/lock';
import { type CrdSource, download, folder } from '../crds/source';
import { readVerified } from '../crds/verify';
import { compareFolders, type Difference, replaceFolder } from './folders';
import { generate } from './generate';
import { type ImportedKind, KINDS } from './kinds';
import { writeShapes } from './kubernetes';
import { writeSchemas } from './schemas';
import { definitions, selectKinds } from './select';

const USAGE = `usage: npm run import [-- --check]

Writes imports/, the classes of the custom resources in use and the schemas of all kinds beside them, from the files
that crds.lock.json pins.

  --check   write nothing; generate elsewhere, compare with imports/ byte for byte, exit 1 where they differ
  --help    print this

CRDS_DIR    read the files from this folder instead of downloading them (no network, a mirror); see docs/crds.md
`;

/** What a run of the command works on. */
export interface ImportRun {
  readonly args: readonly string[];
  /** The folder of crds.lock.json and imports/. */
  readonly root: string;
  /** A folder to read instead of the network; empty counts as none. */
  readonly crdsDir?: string;
  /** @default - the kinds in use */
  readonly kinds?: readonly ImportedKind[];
  readonly print: (text: string) => void;
  readonly complain: (text: string) => void;
}

type Flags = { readonly check?: boolean; readonly help?: boolean };

function parseFlags(args: readonly string[]): Flags | string {
  try {
    return parseArgs({
      args: [...args],
      options: { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    }).values;
  } catch (error) {
    return (error as Error).message;
  }
}

/** What writing does about each difference. */
const DONE: Readonly<Record<Difference['what'], string>> = {
  differs: 'changed',
  missing: 'added',
  surplus: 'removed',
};

/** Puts the freshly generated folder into place, or with `check` only says how imports/ differs from it. */
function finish(run: ImportRun, check: boolean, current: string, fresh: string): number {
  const differences = compareFolders(current, fresh);
  if (differences.length === 0) {
    run.print('imports/ is what crds.lock.json gives\n');
    return 0;
  }
  if (check) {
    const list = differences.map(({ what, file }) => `  ${what}  ${file}\n`).join('');
    run.complain(`imports/ is not what crds.lock.json gives:\n${list}cure: npm run import, and commit what it wrote\n`);
    return 1;
  }
  replaceFolder(current, fresh);
  run.print(`imports/ is written:\n${differences.map(({ what, file }) => `  ${DONE[what]}  ${file}\n`).join('')}`);
  return 0;
}

async function importKinds(run: ImportRun, check: boolean): Promise<number> {
  const kinds = run.kinds ?? KINDS;
  const entries = requireSets(readLock(join(run.root, 'crds.lock.json')), [...new Set(kinds.map(({ set }) => set))]);
  const source: CrdSource = run.crdsDir ? folder(run.crdsDir) : download();
  const files = await readVerified(entries, source);
  const crds = selectKinds(kinds, files);
  const beside = mkdtempSync(join(check ? tmpdir() : run.root, '.imports-'));
  try {
    const [work, fresh] = [join(beside, 'work'), join(beside, 'imports')];
    mkdirSync(work);
    await generate(kinds, crds, work, fresh);
    writeSchemas(files.flatMap(definitions), fresh);
    writeShapes(fresh);
    return finish(run, check, join(run.root, 'imports'), fresh);
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** The text for bad input and of the file system; anything else is a defect of ours and keeps its stack. */
function faultsOf(error: unknown): string {
  if (error instanceof Faults || (error instanceof Error && 'syscall' in error)) return error.message;
  throw error;
}

/** Runs the command and returns its exit code: 0 done, 1 something does not hold, 2 wrong flags. */
export async function runImport(run: ImportRun): Promise<number> {
  const flags = parseFlags(run.args);
  if (typeof flags === 'string') {
    run.complain(`${flags}\n\n${USAGE}`);
    return 2;
  }
  if (flags.help) {
    run.print(USAGE);
    return 0;
  }
  try {
    return await importKinds(run, flags.check ?? false);
  } catch (error) {
    run.complain(`${faultsOf(error)}\n\nnothing was written\n`);
    return 1;
  }
}
