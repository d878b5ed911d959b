import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readShared, SHARED } from '../shared';
import type { Applied } from '../templates-program';

const GATEWAYS = join(SHARED, 'reference', 'gateways');

/** A mesh of the reference, with the Gateways that were recorded on it. */
export interface GatewayReference {
  readonly minor: string;
  readonly mesh: string;
  readonly cases: readonly string[];
}

const names = (folder: string) => (existsSync(folder) ? readdirSync(folder).sort() : []);

/** All recorded meshes; none where the data is absent. */
export const GATEWAY_REFERENCES: readonly GatewayReference[] = names(GATEWAYS)
  .filter(minor => minor !== 'cases')
  .flatMap(minor =>
    names(join(GATEWAYS, minor)).map(mesh => ({
      minor,
      mesh,
      cases: names(join(GATEWAYS, minor, mesh)).map(file => file.replace(/\.json$/, '')),
    })),
  );

/** The file of a recorded Gateway. */
export const gatewayCaseFile = (name: string): string => join(GATEWAYS, 'cases', `${name}.yaml`);

/** What a running istiod owned of the objects that it applied for a Gateway. */
export const readGatewayReference = ({ minor, mesh }: GatewayReference, name: string): Applied[] =>
  inOrder(JSON.parse(readShared('reference', 'gateways', minor, mesh, `${name}.json`)));

/**
 * Applied objects as the reference has them: the namespace and the owner, which hang on the cluster, are not there, and
 * what Kubernetes keeps by keys instead of by position is sorted.
 */
export function asRecorded(applied: readonly Applied[]): Applied[] {
  return inOrder(
    applied.map(object => {
      const { namespace: _, ownerReferences: __, ...metadata } = object.metadata;
      return { ...object, metadata };
    }),
  );
}

const inOrder = (objects: readonly Applied[]): Applied[] => sorted(objects.map(object => keyed(object) as Applied));

/** Lists whose items have keys of their own. */
const KEYED = ['env', 'imagePullSecrets', 'ports', 'volumeMounts', 'volumes'];

function keyed(value: unknown, field = ''): unknown {
  if (Array.isArray(value)) {
    const items = value.map(item => keyed(item));
    return KEYED.includes(field) ? sorted(items) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, child]) => [key, keyed(child, key)]),
  );
}

const sorted = <T>(items: readonly T[]): T[] =>
  [...items].sort((left, right) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1));
