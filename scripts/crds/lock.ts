import { readFileSync } from 'node:fs';
import { Faults } from './faults';

/** One published file of custom resource definitions, pinned. */
export interface CrdEntry {
  /** The set that the file belongs to, a key of `sets`: `gateway-api/v1.6.1`, `cert-manager`. */
  readonly name: string;
  /** The tag that it was published under. */
  readonly version: string;
  /** Its path in `CRDS_DIR`, relative, with forward slashes; unique. */
  readonly file: string;
  /** Where it is published (https). */
  readonly url: string;
  /** SHA-256 of its bytes, 64 lower-case hexadecimal digits. */
  readonly sha256: string;
  /** Its length in bytes. */
  readonly bytes: number;
}

/** `crds.lock.json`: every custom resource definition that the project uses, in the order of `file`. */
export interface CrdLock {
  /** What each set is, and its public source. */
  readonly sets: Readonly<Record<string, string>>;
  readonly entries: readonly CrdEntry[];
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** What must hold of every entry, and what is said where it does not. */
const ENTRY_RULES: readonly { must: string; holds: (entry: CrdEntry, lock: CrdLock) => boolean }[] = [
  { must: 'name must be a key of sets', holds: (entry, lock) => Object.hasOwn(lock.sets, entry.name) },
  { must: 'version must be a text', holds: entry => isText(entry.version) },
  {
    must: 'file must be a relative path with forward slashes',
    holds: ({ file }) => isText(file) && /^[\w.-]+(\/[\w.-]+)*$/.test(file) && !file.split('/').includes('..'),
  },
  { must: 'url must start with https://', holds: ({ url }) => isText(url) && url.startsWith('https://') },
  {
    must: 'sha256 must be 64 lower-case hexadecimal digits',
    holds: ({ sha256 }) => isText(sha256) && /^[0-9a-f]{64}$/.test(sha256),
  },
  { must: 'bytes must be a whole number above 0', holds: ({ bytes }) => Number.isInteger(bytes) && bytes > 0 },
  {
    must: 'file must come after that of the entry before it',
    holds: (entry, lock) => {
      const before = lock.entries[lock.entries.indexOf(entry) - 1];
      return before === undefined || before.file < entry.file;
    },
  },
];

function parse(path: string): unknown {
  const text = readFileSync(path, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Faults([`${path} is not JSON: ${(error as Error).message}`]);
  }
}

const isRecord = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function isLock(value: unknown): value is CrdLock {
  const { sets, entries } = isRecord(value) ? (value as Partial<CrdLock>) : {};
  return isRecord(sets) && Array.isArray(entries) && entries.every(isRecord);
}

/** Reads the lock; throws Faults that name every entry that does not hold. */
export function readLock(path: string): CrdLock {
  const lock = parse(path);
  if (!isLock(lock)) throw new Faults([`${path} must be an object with "sets" and a list of objects "entries"`]);
  const faults = lock.entries.flatMap((entry, index) =>
    ENTRY_RULES.filter(rule => !rule.holds(entry, lock)).map(
      rule => `${path}: entries[${index}] (${entry.file ?? 'no file'}): ${rule.must}`,
    ),
  );
  if (faults.length > 0) throw new Faults(faults);
  return lock;
}

/** The entries of some sets; throws where the lock has no such set. */
export function requireSets(lock: CrdLock, names: readonly string[]): CrdEntry[] {
  const absent = names.filter(name => !lock.entries.some(entry => entry.name === name));
  if (absent.length > 0) {
    const known = Object.keys(lock.sets).join(', ');
    throw new Faults(absent.map(name => `the CRD lock has no set ${name}; it has ${known}`));
  }
  return lock.entries.filter(entry => names.includes(entry.name));
}
