import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../../lib/core/object-index';
import { type CrdEntry, type CrdLock, readLock, requireSets } from '../../crds/lock';
import { type CrdSource, download, folder } from '../../crds/source';
import { readVerified } from '../../crds/verify';
import type { Report } from '../report';
import type { StateFolder } from '../state-folder';
import { cached } from './cache';

/** The project's lock. */
export const LOCK_PATH = join(__dirname, '..', '..', '..', 'crds.lock.json');

/** A published file and the objects in it. */
export interface DefinitionFile {
  readonly entry: CrdEntry;
  readonly objects: readonly KubeObject[];
}

/** The lock, and where its files come from. */
export interface LockedSource {
  readonly lock: CrdLock;
  readonly read: CrdSource;
  /** The entries of sets, in the lock's order. */
  entriesOf(sets: readonly string[]): CrdEntry[];
}

/**
 * The lock of the project with its files from a folder, or else from the cache and the network.
 * @param crdsDir absent or empty for the network
 */
export function lockedSource(crdsDir: string | undefined, state: StateFolder, report: Report): LockedSource {
  const lock = readLock(LOCK_PATH);
  const read = crdsDir ? folder(crdsDir) : cached(download(), state, report);
  return { lock, read, entriesOf: sets => (sets.length === 0 ? [] : requireSets(lock, sets)) };
}

/** Reads entries and checks their hashes. @throws Faults */
export async function readDefinitions(entries: readonly CrdEntry[], { read }: LockedSource): Promise<DefinitionFile[]> {
  const files = await readVerified(entries, read);
  return files.map(({ entry, text }) => ({ entry, objects: parseManifest(text) }));
}

/** The objects of a manifest; empty documents count for nothing. */
export function parseManifest(text: string): KubeObject[] {
  return parseAllDocuments(text).flatMap(document => (document.toJS() as KubeObject | null) ?? []);
}

export const isDefinition = ({ kind }: KubeObject): boolean => kind === 'CustomResourceDefinition';
