import fs from 'node:fs';
import path from 'node:path';
import { type Finding, FindingsError, textOf, toFinding } from './findings';
import { beside, codeOf, recover, remove } from './output-leftovers';

/** Writes one file, named relative to the folder, with the subfolders that it needs. */
export type WriteFile = (file: string, text: string) => void;

/** Files named in a message. */
const NAMED = 5;

/**
 * Every reason why a folder must not be replaced: it is no folder, or it holds what synth cannot have written. What a
 * run that was killed has left is put right first.
 * @param isOutput whether a path relative to the folder is one that synth may have written
 */
export function inspectFolder(outdir: string, isOutput: (file: string) => boolean): Finding[] {
  try {
    const foreign = undisturbed(() => {
      const folder = realFolder(outdir);
      recover(folder);
      return fs.existsSync(folder) ? foreignFiles(folder, '', isOutput).sort() : [];
    });
    if (foreign.length === 0) return [];
    const more = foreign.length > NAMED ? ` and ${foreign.length - NAMED} more` : '';
    return [
      toFinding('AMB006', 'error', {
        path: '',
        found: `${foreign.slice(0, NAMED).join(', ')}${more} in ${outdir}`,
        expected: 'nothing in the output folder but the output of an earlier run, because it is replaced as a whole',
        cure: 'move these files elsewhere, or write to another folder',
      }),
    ];
  } catch (thrown) {
    return [unusable(outdir, thrown)];
  }
}

/**
 * Replaces a folder as a whole: writes a new one beside it, then renames it into place.
 * @throws FindingsError if that cannot be done; the folder is then as it was
 */
export function replaceFolder(outdir: string, subfolders: readonly string[], fill: (write: WriteFile) => void): void {
  try {
    const folder = undisturbed(() => realFolder(outdir));
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    const fresh = beside(folder, 'new');
    try {
      fs.mkdirSync(fresh);
      for (const subfolder of subfolders) fs.mkdirSync(path.join(fresh, subfolder), { recursive: true });
      fill((file, text) => fs.writeFileSync(path.join(fresh, file), text));
      exchange(folder, fresh);
    } catch (thrown) {
      remove(fresh);
      throw thrown;
    }
  } catch (thrown) {
    throw new FindingsError([unusable(outdir, thrown)]);
  }
}

/** Reads once more where another run has just moved the folder aside; after half a second it is not there. */
function undisturbed<T>(read: () => T, attempts = 50): T {
  try {
    return read();
  } catch (thrown) {
    if (codeOf(thrown) !== 'ENOENT' || attempts === 0) throw thrown;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    return undisturbed(read, attempts - 1);
  }
}

/** The folder itself, where it is named by a link. */
function realFolder(outdir: string): string {
  if (outdir === '') throw new Refusal('without a name');
  const entry = fs.lstatSync(outdir, { throwIfNoEntry: false });
  if (entry === undefined) return path.resolve(outdir);
  const folder = fs.realpathSync(outdir);
  if (!fs.statSync(folder).isDirectory()) throw new Refusal('a file');
  if (`${process.cwd()}${path.sep}`.startsWith(`${folder}${path.sep}`)) throw new Refusal('the working folder');
  return folder;
}

/** Files are output in the folder and in its subfolders, no deeper; a link is never output. */
function foreignFiles(folder: string, prefix: string, isOutput: (file: string) => boolean): string[] {
  return fs.readdirSync(path.join(folder, prefix), { withFileTypes: true }).flatMap(entry => {
    const file = `${prefix}${entry.name}`;
    if (entry.isDirectory()) return prefix === '' ? foreignFiles(folder, `${file}/`, isOutput) : [`${file}/`];
    return entry.isFile() && isOutput(file) ? [] : [file];
  });
}

/** The second rename is repeated where another run was quicker; the last one wins, as with any two runs. */
function exchange(folder: string, fresh: string, attempts = 10): void {
  const old = moveAside(folder, fresh);
  try {
    fs.renameSync(fresh, folder);
  } catch (thrown) {
    const overtaken = ['ENOTEMPTY', 'EEXIST'].includes(codeOf(thrown)) || fs.existsSync(folder);
    if (old !== undefined && !overtaken) fs.renameSync(old, folder);
    if (!overtaken || attempts === 0) throw thrown;
    exchange(folder, fresh, attempts - 1);
  }
  if (old !== undefined) remove(old);
}

/** Where the old folder is now, whose permissions the new one takes; undefined where there is none, or none any more. */
function moveAside(folder: string, fresh: string): string | undefined {
  const old = beside(folder, 'old');
  try {
    fs.chmodSync(fresh, fs.statSync(folder).mode);
    fs.renameSync(folder, old);
    return old;
  } catch (thrown) {
    if (codeOf(thrown) === 'ENOENT') return undefined;
    throw thrown;
  }
}

/** Why a folder is refused before the file system was asked to change anything. */
class Refusal extends Error {}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'no permission to write',
  EPERM: 'no permission to write',
  EROFS: 'a read-only file system',
  ENOSPC: 'no space left',
  ENOTDIR: 'a file in its path',
  EEXIST: 'a file in its path',
  ENOENT: 'a link to nothing',
  EBUSY: 'a mount point',
  EXDEV: 'a mount point',
};

function unusable(outdir: string, thrown: unknown): Finding {
  const reason = thrown instanceof Refusal ? thrown.message : (REASONS[codeOf(thrown)] ?? textOf(thrown));
  const finding = toFinding('AMB007', 'error', {
    path: '',
    found: `${reason} at the output folder ${outdir}`,
    expected: 'a folder that a new one can be written beside and renamed to',
    cure: 'write to another folder, or make this one and the one that holds it writable',
  });
  return { ...finding, cause: thrown };
}
