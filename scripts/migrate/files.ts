import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ReadFile, readManifests } from './manifest';

const MANIFEST = /\.(ya?ml|json)$/;

/** Reads files, every manifest of a folder, or the standard input where a name is `-`. */
export function readFiles(names: readonly string[]): ReadFile {
  const read = names.flatMap(name => {
    try {
      return filesOf(name).map(file => readManifests(readFileSync(file === '-' ? 0 : file, 'utf8'), file));
    } catch (error) {
      return [{ manifests: [], faults: [{ place: name, message: (error as Error).message }] }];
    }
  });
  return {
    manifests: read.flatMap(({ manifests }) => manifests),
    faults: read.flatMap(({ faults }) => faults),
  };
}

function filesOf(name: string): string[] {
  if (name === '-' || !statSync(name).isDirectory()) return [name];
  return readdirSync(name, { recursive: true, encoding: 'utf8' })
    .filter(file => MANIFEST.test(file))
    .sort()
    .map(file => join(name, file));
}
