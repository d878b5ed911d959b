/**
 * The Sail operator whose definitions the tables of this folder were read from.
 * @see https://github.com/istio-ecosystem/sail-operator/tree/1.30.3/bundle/manifests
 */
export const SAIL_RELEASE = '1.30.3';

/** What `spec.version` may be, newest first, of the minors in the version table. */
export const SAIL_VERSIONS: readonly string[] = [
  'v1.30-latest',
  'v1.30.3',
  'v1.30.2',
  'v1.30.1',
  'v1.30.0',
  'v1.29-latest',
  'v1.29.6',
  'v1.29.5',
  'v1.29.4',
  'v1.29.3',
  'v1.29.2',
  'v1.29.1',
  'v1.29.0',
  'v1.28-latest',
  'v1.28.10',
  'v1.28.9',
  'v1.28.8',
  'v1.28.7',
  'v1.28.6',
  'v1.28.5',
  'v1.28.4',
  'v1.28.3',
  'v1.28.2',
  'v1.28.1',
  'v1.28.0',
];

/** A version as Sail spells it. */
export const toSailVersion = (version: string): string => `v${version}`;
