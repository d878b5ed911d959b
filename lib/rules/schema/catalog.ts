import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileDefaults, type Fill } from './defaults';
import { withoutNulls } from './nulls';
import type { Check, Schema } from './schema';
import { compileSchema } from './structural';

/** A kind of custom resource in one version, ready to judge objects of it. */
export interface CompiledKind {
  readonly scope: string;
  readonly check: Check;
  readonly fill: Fill;
  /** Leaves out the nulls that count as left out. */
  readonly dropNulls: Fill;
}

/** A file of imports/schemas: what `npm run import` keeps of a definition. */
interface KindSchema {
  readonly scope: string;
  readonly versions: Readonly<Record<string, Schema | string>>;
}

const FOLDER = join(__dirname, '..', '..', '..', 'imports', 'schemas');

/** Fields that every object has, stated or not. */
const EVERY_OBJECT: Readonly<Record<string, Schema>> = { apiVersion: {}, kind: {}, metadata: {} };

const files = new Map<string, KindSchema | undefined>();
const compiled = new Map<string, CompiledKind | undefined>();

/** Reads a kind's file when its first object is met; undefined for a kind that has none. */
function readKind(group: string, kind: string): KindSchema | undefined {
  const name = `${group}_${kind}.json`;
  if (!files.has(name)) {
    const path = join(FOLDER, name);
    const known = /^[\w.-]+$/.test(name) && existsSync(path);
    files.set(name, known ? JSON.parse(readFileSync(path, 'utf8')) : undefined);
  }
  return files.get(name);
}

/** Versions of a kind that are served, undefined for a kind without a schema. */
export function servedVersions(group: string, kind: string): readonly string[] | undefined {
  const file = readKind(group, kind);
  return file && Object.keys(file.versions);
}

/** The schema of one version of a kind; undefined where there is none. */
export function schemaOf(group: string, version: string, kind: string): Schema | undefined {
  const file = readKind(group, kind);
  const stated = file?.versions[version];
  return typeof stated === 'string' ? (file?.versions[stated] as Schema) : stated;
}

/** The check of one version of a kind, compiled once. */
export function compiledKind(group: string, version: string, kind: string): CompiledKind | undefined {
  const key = `${group}/${version}/${kind}`;
  const known = compiled.get(key);
  if (known !== undefined || compiled.has(key)) return known;
  const made = compileKind(readKind(group, kind), schemaOf(group, version, kind));
  compiled.set(key, made);
  return made;
}

function compileKind(file: KindSchema | undefined, schema: Schema | undefined): CompiledKind | undefined {
  if (file === undefined || schema === undefined) return undefined;
  const whole = { ...schema, properties: { ...EVERY_OBJECT, ...schema.properties } };
  const defaults = compileDefaults(whole) ?? (value => value);
  return {
    scope: file.scope,
    check: compileSchema(whole),
    fill: defaults,
    dropNulls: value => withoutNulls(value, whole),
  };
}
