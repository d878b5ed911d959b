import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { IndexedObject } from '../../lib/core/object-index';
import { type Manifests, readManifests, type Unreadable } from '../../lib/rules/manifests';
import { isForCluster } from './passed-over';
import type { Unread } from './unread';

/** What was read of one argument. */
export interface Input {
  readonly name: string;
  readonly objects: readonly IndexedObject[];
  readonly unreadable: readonly Unreadable[];
  /** Places of documents of a folder that are for other tools. */
  readonly passedOver: readonly string[];
}

const MANIFEST = /\.(ya?ml|json)$/;
/** Folders and files that others leave alone too: `.github`, `node_modules`. */
const PRIVATE = /(^|[\\/])(\.|node_modules[\\/])/;

/** Reads a file, every manifest of a folder that is not hidden, or the standard input where the name is `-`. */
export function readInput(name: string): Input {
  const files = guarded(name, () => filesOf(name));
  if ('place' in files) return { name, objects: [], unreadable: [files], passedOver: [] };
  const read = files.map(readFile);
  const objects = read.flatMap(each => each.objects);
  const unreadable = read.flatMap(each => each.unreadable);
  if (files[0] === name) return { name, objects, unreadable, passedOver: [] };
  const others = objects.filter(object => !isForCluster(object)).map(({ path }) => path);
  const lists = unreadable.filter(({ isList }) => isList).map(({ place }) => place);
  return {
    name,
    objects: objects.filter(isForCluster),
    unreadable: unreadable.filter(({ isList }) => !isList),
    passedOver: [...others, ...lists],
  };
}

function readFile(file: string): Manifests {
  const text = guarded(file, () => readFileSync(file === '-' ? 0 : file, 'utf8'));
  return typeof text === 'string'
    ? readManifests(text, file === '-' ? 'stdin' : file)
    : { objects: [], unreadable: [text] };
}

/** What a function reads, or why it cannot. */
function guarded<T>(place: string, read: () => T): T | Unreadable {
  try {
    return read();
  } catch (error) {
    if (!isOfFileSystem(error)) throw error;
    return { place, message: error.message };
  }
}

/** What holds no object at all: a pipe or a folder, or every file. One file in company may be empty. */
export function findEmpty(inputs: readonly Input[]): Unread[] {
  const isNothing = inputs.every(({ objects }) => objects.length === 0);
  return inputs
    .filter(({ objects, unreadable }) => objects.length === 0 && unreadable.length === 0)
    .filter(({ name }) => isNothing || name === '-' || statSync(name).isDirectory())
    .map(({ name }) => ({ message: 'no object', ...(name === '-' ? OF_PIPE : { place: name, cure: OTHER_FILE }) }));
}

const OF_PIPE = { place: 'stdin', cure: 'see whether the command before the pipe failed' };
const OTHER_FILE = 'name a file or folder of manifests';

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
