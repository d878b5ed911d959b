import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SCHEMAS } from './schemas';

/**
 * Where cdk8s keeps the classes of Kubernetes’ own kinds, made from the OpenAPI document of one release: those that
 * cdk8s-cli brings along are of a release that every Istio here runs on.
 * @see https://github.com/cdk8s-team/cdk8s-plus
 */
const CLASSES = join(dirname(require.resolve('cdk8s-plus-33/package.json')), 'lib', 'imports', 'k8s');

/** The fields of a type, each by the name that it has in a manifest, and their types; `Container[]` is a list. */
type Fields = Readonly<Record<string, string>>;

/** The shape of every kind that Kubernetes brings along, without descriptions. */
export interface KubernetesShapes {
  /** The type of each kind, by `apps/v1 Deployment`. */
  readonly kinds: Readonly<Record<string, string>>;
  readonly types: Readonly<Record<string, Fields>>;
}

/** Versions that stay; and definitions are large, made by tools, and judged when their objects are. */
const isJudged = (apiVersion: string, kind: string) =>
  /(^|\/)v\d+$/.test(apiVersion) && !kind.endsWith('List') && kind !== 'CustomResourceDefinition';

/** Reads the shapes out of the generated classes: their declarations have the types, their code the names. */
export function readShapes(declarations: string, code: string): KubernetesShapes {
  const declared = declaredTypes(declarations);
  const all = new Map<string, Fields>();
  for (const [, type = '', body = ''] of code.matchAll(
    /^function toJson_(\w+)\(obj\) \{[\s\S]*?\{\n([\s\S]*?)\n {4}\};/gm,
  )) {
    const fields = [...body.matchAll(/^ +'(.+?)': .*?obj\.(\w+)/gm)];
    const typeOf = (property = '') => declared.get(type)?.get(property) ?? 'any';
    all.set(type, Object.fromEntries(fields.map(([, name, property]) => [name, typeOf(property)])));
  }
  const kinds = [...code.matchAll(/class (Kube\w+) [\s\S]*?apiVersion: '(.+?)',\n\s+kind: '(.+?)'/g)]
    .filter(([, , apiVersion = '', kind = '']) => isJudged(apiVersion, kind))
    .map(([, name, apiVersion, kind]): [string, string] => [`${apiVersion} ${kind}`, `${name}Props`]);
  return {
    kinds: Object.fromEntries(kinds),
    types: reached(
      kinds.map(([, type]) => type),
      all,
    ),
  };
}

/** The properties of each interface with their types; a class of values is a text or a number. */
function declaredTypes(declarations: string): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const values = [...declarations.matchAll(/declare class (\w+) \{\s+readonly value: string \| number;/g)];
  const known = new Set(values.map(([, name]) => name));
  const plain = (type: string) =>
    type.replace(/\w+/g, name => (known.has(name) ? 'value' : name)).replace('Date', 'string');
  const interfaces = declarations.matchAll(/^export interface (\w+) \{\n([\s\S]*?)\n\}/gm);
  return new Map(
    [...interfaces].map(([, name = '', body = '']) => {
      const properties = body.matchAll(/readonly (\w+)\??: (\{\s+\[key: string\]: (\S+);\s+\}|[^;]+);/g);
      const typed = [...properties].map(([, property = '', type = '', ofEntries]): [string, string] => [
        property,
        ofEntries === undefined ? plain(type) : `{${plain(ofEntries)}}`,
      ]);
      return [name, new Map(typed)];
    }),
  );
}

/** The types that some others lead to, and those themselves. */
function reached(first: readonly string[], all: ReadonlyMap<string, Fields>): Record<string, Fields> {
  const found: Record<string, Fields> = {};
  const visit = (type: string): void => {
    const fields = all.get(type);
    if (fields === undefined || Object.hasOwn(found, type)) return;
    found[type] = fields;
    for (const each of Object.values(fields)) visit(each.replace(/[{}[\]]/g, ''));
  };
  for (const type of first) visit(type);
  return found;
}

/** Writes the shapes below `output`. */
export function writeShapes(output: string): void {
  const shapes = readShapes(readFileSync(`${CLASSES}.d.ts`, 'utf8'), readFileSync(`${CLASSES}.js`, 'utf8'));
  writeFileSync(join(output, SCHEMAS, 'kubernetes.json'), `${JSON.stringify(shapes)}\n`);
}
