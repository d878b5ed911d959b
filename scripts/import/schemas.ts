import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Crd } from './select';
import { stripDescriptions } from './strip';

type Schema = Readonly<Record<string, unknown>>;

/** What is kept of a custom resource to judge objects of it without a cluster. */
export interface KindSchema {
  readonly group: string;
  readonly kind: string;
  readonly scope: string;
  /** The schema of each served version; a version like an earlier one holds that one's name. */
  readonly versions: Readonly<Record<string, Schema | string>>;
}

/** The subfolder of imports/ that holds one file per kind. */
export const SCHEMAS = 'schemas';

/** The name of a kind's file. */
const schemaFile = ({ group, kind }: Pick<KindSchema, 'group' | 'kind'>): string => `${group}_${kind}.json`;

/** The schema without descriptions, and without `status`, which an API server drops from what a user writes. */
function bare(schema: Schema = {}): Schema {
  const { properties, ...rest } = stripDescriptions(schema);
  if (properties === undefined) return rest;
  const { status: _, ...kept } = properties as Schema;
  return { ...rest, properties: kept };
}

/** The served versions of a definition, equal ones stored once. */
export function toKindSchema({ spec }: Crd): KindSchema {
  const known = new Map<string, string>();
  const versions = spec.versions
    .filter(({ served }) => served)
    .map(({ name, schema }): [string, Schema | string] => {
      const own = bare(schema?.openAPIV3Schema);
      const text = JSON.stringify(own);
      const twin = known.get(text);
      known.set(text, twin ?? name);
      return [name, twin ?? own];
    });
  return { group: spec.group, kind: spec.names.kind, scope: spec.scope, versions: Object.fromEntries(versions) };
}

/** Writes the schemas of all definitions below `output`. */
export function writeSchemas(crds: readonly Crd[], output: string): void {
  const folder = join(output, SCHEMAS);
  mkdirSync(folder, { recursive: true });
  for (const schema of crds.map(toKindSchema)) {
    writeFileSync(join(folder, schemaFile(schema)), `${JSON.stringify(schema)}\n`);
  }
}
