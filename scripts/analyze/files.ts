import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IndexedObject } from '../../lib/core/object-index';
import { readManifests, type Unreadable } from '../../lib/rules/manifests';

/** What was read of one argument. */
export interface Input {
  readonly name: string;
  readonly objects: readonly IndexedObject[];
  readonly unreadable: readonly Unreadable[];
}

const MANIFEST = /\.(ya?ml|json)$/;
/** Folders and files that others leave alone too: `.github`, `node_modules`. */
const PRIVATE = /(^|[\\/])(\.|node_modules[\\/])/;

/** Reads a file, every manifest of a folder that is not hidden, or the standard input where the name is `-`. */
export function readInput(name: string): Input {
  try {
    const read = filesOf(name).map(file =>
      file === '-' ? readManifests(readFileSync(0, 'utf8'), 'stdin') : readManifests(readFileSync(file, 'utf8'), file),
    );
    return {
      name,
      objects: read.flatMap(({ objects }) => objects),
      unreadable: read.flatMap(({ unreadable }) => unreadable),
    };
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    return { name, objects: [], unreadable: [{ place: name, message: error.message }] };
  }
}

/** Told by what it has, not by its class, of which a test runner may have two. */
function isOfFileSystem(error: unknown): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'syscall' in error;
}

function filesOf(name: string): string[] {
  if (name === '-' || !statSync(name).isDirectory()) return [name];
  return readdirSync(name, { recursive: true, encoding: 'utf8' })
    .filter(file => MANIFEST.test(file) && !PRIVATE.test(file))
    .sort()
    .map(file => path.join(name, file));
}
