import { Faults, settle } from './faults';
import type { CrdEntry } from './lock';
import { type CrdSource, sha256 } from './source';

/** A pinned file with its text, whose hash was found to be that of the lock. */
export interface CrdFile {
  readonly entry: CrdEntry;
  readonly text: string;
}

const MISMATCH_CURE = 'get the published files, or pin the found hashes in crds.lock.json if the change is meant';

async function readOne(entry: CrdEntry, source: CrdSource): Promise<CrdFile> {
  const { from, bytes } = await source(entry);
  const found = sha256(bytes);
  if (found === entry.sha256) return { entry, text: bytes.toString('utf8') };
  const fault = [
    `${entry.file} is not the file that crds.lock.json pins`,
    `  found     ${found} (${bytes.length} bytes) at ${from}`,
    `  expected  ${entry.sha256} (${entry.bytes} bytes) as published at ${entry.url}`,
  ];
  throw new Faults([fault.join('\n')], [MISMATCH_CURE]);
}

/** Reads the entries and checks their hashes; throws the faults of all of them at once. */
export const readVerified = (entries: readonly CrdEntry[], source: CrdSource): Promise<CrdFile[]> =>
  settle(entries.map(entry => readOne(entry, source)));
