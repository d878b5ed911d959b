import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type ApiSchema, type JsonSchema, toJsonSchema } from './json-schema';
import { labTool } from './lab';

interface Gvk {
  readonly group: string;
  readonly version: string;
  readonly kind: string;
}
type Schemas = Readonly<Record<string, ApiSchema>>;
type JsonSchemas = Readonly<Record<string, JsonSchema>>;

const DRAFT = 'http://json-schema.org/draft-04/schema#';
const OBJECT_META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

/** Where kubeconform looks for a kind; it calls the group of a core kind by its version. */
const pathOf = ({ group, version, kind }: Gvk) => join(group || version, version, `${kind.toLowerCase()}.json`);
const LOCATION = join('{{.Group}}', '{{.ResourceAPIVersion}}', '{{.ResourceKind}}.json');

/** The definitions that a schema refers to, directly or through another. */
function closure(schema: JsonSchema, all: JsonSchemas, found: Record<string, JsonSchema> = {}): JsonSchemas {
  for (const [, name] of JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)) {
    const definition = all[name as string];
    if (definition === undefined || found[name as string] !== undefined) continue;
    found[name as string] = definition;
    closure(definition, all, found);
  }
  return found;
}

function write(folder: string, gvk: Gvk, schema: JsonSchema, all: JsonSchemas): void {
  const path = join(folder, pathOf(gvk));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify({ $schema: DRAFT, ...schema, definitions: closure(schema, all) }));
}

/** Every schema that the API server publishes for its built-in kinds, by name. */
function publishedSchemas(kubeconfig: string): Schemas {
  const get = (path: string) => {
    const args = ['--kubeconfig', kubeconfig, 'get', '--raw', path];
    return JSON.parse(execFileSync(labTool('kubectl'), args, { encoding: 'utf8', maxBuffer: 2 ** 28 }));
  };
  const { paths } = get('/openapi/v3') as { paths: Readonly<Record<string, { serverRelativeURL: string }>> };
  const documents = Object.entries(paths)
    .filter(([path]) => /^apis?\/(.+\/)?v\d+\w*$/.test(path))
    .map(([, { serverRelativeURL }]) => get(serverRelativeURL) as { components?: { schemas?: Schemas } });
  return Object.assign({}, ...documents.map(({ components }) => components?.schemas ?? {}));
}

/** Every CustomResourceDefinition in files or the files of folders. */
function definitionsIn(paths: readonly string[]): CustomResourceDefinition[] {
  const files = paths.flatMap(path =>
    statSync(path).isDirectory() ? readdirSync(path).map(file => join(path, file)) : [path],
  );
  return files
    .flatMap(file => parseAllDocuments(readFileSync(file, 'utf8')).map(document => document.toJS()))
    .filter(object => object?.kind === 'CustomResourceDefinition');
}

interface CustomResourceDefinition {
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly { name: string; served: boolean; schema: { openAPIV3Schema: ApiSchema } }[];
  };
}

function customSchema(group: string, version: string, kind: string, stated: ApiSchema): JsonSchema {
  const schema = toJsonSchema(stated, 'custom');
  const own = {
    apiVersion: { enum: [`${group}/${version}`] },
    kind: { enum: [kind] },
    metadata: { $ref: `#/definitions/${OBJECT_META}` },
  };
  return { ...schema, properties: { ...(schema.properties as object), ...own }, required: ['apiVersion', 'kind'] };
}

/**
 * Writes strict JSON schemas into `folder`: of the built-in kinds that the API server publishes, and of the
 * CustomResourceDefinitions in `crds` (files, or folders of files).
 */
export function schemasFrom(kubeconfig: string, crds: readonly string[], folder: string): void {
  const published = publishedSchemas(kubeconfig);
  const builtIn: JsonSchemas = Object.fromEntries(
    Object.entries(published).map(([name, schema]) => [name, toJsonSchema(schema, 'built-in')]),
  );
  for (const [name, schema] of Object.entries(published)) {
    const kinds = (schema['x-kubernetes-group-version-kind'] ?? []) as readonly Gvk[];
    if (kinds.length === 1 && schema.properties?.metadata) write(folder, kinds[0] as Gvk, builtIn[name] ?? {}, builtIn);
  }
  for (const { spec } of definitionsIn(crds)) {
    for (const { name: version, served, schema } of spec.versions) {
      const gvk = { group: spec.group, version, kind: spec.names.kind };
      if (served) write(folder, gvk, customSchema(gvk.group, version, gvk.kind, schema.openAPIV3Schema), builtIn);
    }
  }
}

/** What kubeconform found in a folder of manifests. */
export interface Conformity {
  readonly valid: number;
  readonly invalid: number;
  readonly errors: number;
  readonly skipped: number;
  /** One line per resource that is not valid: `Kind/name: why`. */
  readonly complaints: readonly string[];
}

interface Report {
  readonly resources: readonly { kind: string; name: string; msg: string }[] | null;
  readonly summary: Omit<Conformity, 'complaints'>;
}

/** Runs `kubeconform -strict` over a file or folder, with nothing but the schemas of `schemasFrom`. */
export function kubeconform(manifests: string, schemas: string): Conformity {
  const args = ['-strict', '-summary', '-output', 'json', '-schema-location', join(schemas, LOCATION), manifests];
  const { stdout, stderr } = spawnSync(labTool('kubeconform'), args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '' || stdout === null) throw new Error(`kubeconform said nothing: ${stderr}`);
  const { resources, summary } = JSON.parse(stdout) as Report;
  const complaints = (resources ?? []).map(({ kind, name, msg }) => `${kind}/${name}: ${msg}`);
  return { ...summary, complaints };
}
