import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { type Finding, FindingsError, textOf, toFinding } from './findings';

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
    const folder = realFolder(outdir);
    recover(folder);
    if (!fs.existsSync(folder)) return [];
    const foreign = foreignFiles(folder, '', isOutput).sort();
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
    const folder = realFolder(outdir);
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    const fresh = beside(folder, 'new');
    try {
      fs.mkdirSync(fresh);
      for (const subfolder of subfolders) fs.mkdirSync(path.join(fresh, subfolder), { recursive: true });
      fill((file, text) => fs.writeFileSync(path.join(fresh, file), text));
      exchange(folder, fresh);
    } catch (thrown) {
      fs.rmSync(fresh, { recursive: true, force: true });
      throw thrown;
    }
  } catch (thrown) {
    throw new FindingsError([unusable(outdir, thrown)]);
  }
}

/** Brings back what a run that was killed between its two renames had moved aside, and removes what it left. */
function recover(folder: string): void {
  const parent = path.dirname(folder);
  const leftovers = fs.existsSync(parent) ? fs.readdirSync(parent).filter(name => isLeftover(name, folder)) : [];
  for (const name of leftovers) {
    const leftover = path.join(parent, name);
    if (name.endsWith('.old') && !fs.existsSync(folder)) fs.renameSync(leftover, folder);
    else fs.rmSync(leftover, { recursive: true, force: true });
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
  const old = beside(folder, 'old');
  const existed = fs.existsSync(folder);
  if (existed) {
    fs.chmodSync(fresh, fs.statSync(folder).mode);
    fs.renameSync(folder, old);
  }
  try {
    fs.renameSync(fresh, folder);
  } catch (thrown) {
    const overtaken = fs.existsSync(folder);
    if (existed && !overtaken) fs.renameSync(old, folder);
    if (!overtaken || attempts === 0) throw thrown;
    exchange(folder, fresh, attempts - 1);
  }
  fs.rmSync(old, { recursive: true, force: true });
}

/** A name beside the folder that tells the next run which process to ask after. */
function beside(folder: string, role: 'new' | 'old'): string {
  const name = `.${path.basename(folder)}.synth-${process.pid}-${randomBytes(4).toString('hex')}.${role}`;
  return path.join(path.dirname(folder), name);
}

function isLeftover(name: string, folder: string): boolean {
  const prefix = `.${path.basename(folder)}.synth-`;
  const match = name.startsWith(prefix) ? /^(\d+)-[0-9a-f]{8}\.(?:new|old)$/.exec(name.slice(prefix.length)) : null;
  return match !== null && !isRunning(Number(match[1]));
}

/** Whether another process of that id is there; this one has nothing half-written when it asks. */
function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    return process.kill(pid, 0);
  } catch (thrown) {
    return codeOf(thrown) === 'EPERM';
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

function codeOf(thrown: unknown): string {
  return String((thrown as NodeJS.ErrnoException)?.code);
}
