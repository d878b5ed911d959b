import { VERSIONS, type VersionRow } from '../versions';

/**
 * The Sail operator whose definitions the tables of this folder, and `sail` of the version table, were read from.
 * @see https://github.com/istio-ecosystem/sail-operator/tree/1.30.3/bundle/manifests
 */
export const SAIL_RELEASE = '1.30.3';

/** A version as Sail spells it. */
export const toSailVersion = (version: string): string => `v${version}`;

/** Every patch up to the newest, newest first, and before them the name that follows the newest. */
function versionsOf({ minor, sail }: VersionRow): string[] {
  if (sail === undefined) return [];
  const newest = Number(sail.split('.')[2]);
  const patches = Array.from({ length: newest + 1 }, (_, patch) => `${minor}.${newest - patch}`);
  return [`${minor}-latest`, ...patches].map(toSailVersion);
}

/** What `spec.version` may be, newest first, of the minors in the version table. */
export const SAIL_VERSIONS: readonly string[] = [...VERSIONS].reverse().flatMap(versionsOf);
