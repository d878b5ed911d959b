import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** What is wrong with one file of a folder. */
export interface Difference {
  readonly what: 'differs' | 'missing' | 'surplus';
  readonly file: string;
}

function files(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(file => !file.isDirectory())
    .map(file => join(file.parentPath ?? file.path, file.name).slice(folder.length + 1));
}

function compareFile(file: string, actual: string, expected: string): Difference['what'] | undefined {
  if (!existsSync(join(actual, file))) return 'missing';
  if (!existsSync(join(expected, file))) return 'surplus';
  return readFileSync(join(actual, file)).equals(readFileSync(join(expected, file))) ? undefined : 'differs';
}

/** Compares two folders byte for byte; the differences are those of `actual`, in the order of the file names. */
export function compareFolders(actual: string, expected: string): Difference[] {
  const names = [...new Set([...files(actual), ...files(expected)])].sort();
  return names.flatMap(file => {
    const what = compareFile(file, actual, expected);
    return what === undefined ? [] : [{ what, file }];
  });
}

/** Puts `next` in the place of `current`, both on one file system; where that fails `current` is as it was. */
export function replaceFolder(current: string, next: string): void {
  const old = `${next}.old`;
  const had = existsSync(current);
  if (had) renameSync(current, old);
  try {
    renameSync(next, current);
  } catch (error) {
    if (had) renameSync(old, current);
    throw error;
  }
  rmSync(old, { recursive: true, force: true });
}
