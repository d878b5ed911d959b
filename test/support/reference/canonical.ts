import { parseDocument } from 'yaml';
import { GO_YAML } from '../../../lib/mesh/delivery/go-yaml';
import { isApiDefault } from './api-defaults';
import { isExemptField } from './exemptions';
import { quantity } from './quantity';

type Json = Record<string, unknown>;

/** An object in the one form that all objects have which Kubernetes reads alike. */
export function canonical(object: Json): Json {
  const known = CANONICAL.get(object);
  if (known !== undefined) {
    return known;
  }
  const form = (canonicalValue(withParsedTexts(object), '', String(object.kind)) ?? {}) as Json;
  CANONICAL.set(object, form);
  return form;
}

const CANONICAL = new WeakMap<Json, Json>();

/** YAML inside a string counts as what a program in Go reads in it; the reference has the mesh's configuration parsed. */
function withParsedTexts(object: Json): Json {
  if (object.kind !== 'ConfigMap') {
    return object;
  }
  const { labels = {} } = object.metadata as { readonly labels?: Json };
  const isYaml = (key: string) => PARSED.has(key) || CLASS_DEFAULTS in labels;
  const data = Object.entries((object.data ?? {}) as Json).map(([key, value]) => [
    key,
    typeof value === 'string' && isYaml(key) ? parsed(value) : value,
  ]);
  return { ...object, data: Object.fromEntries(data) };
}

const PARSED = new Set(['mesh', 'meshNetworks', 'AMBIENT_ENABLEMENT_SELECTOR']);
const CLASS_DEFAULTS = 'gateway.istio.io/defaults-for-class';

function parsed(text: string): unknown {
  const document = parseDocument(text, GO_YAML);
  return document.errors.length > 0 ? text : document.toJS();
}

/** Below these paths nothing is an API field, so nothing there has a default or may be empty. */
const isOpaque = (kind: string, path: string) => kind === 'ConfigMap' && path.startsWith('data.');

function canonicalValue(value: unknown, path: string, kind: string): unknown {
  if (value === undefined || value === null || isExemptField(path)) {
    return undefined;
  }
  if (isOpaque(kind, path)) {
    return value;
  }
  if (isApiDefault(kind, path, value)) {
    return undefined;
  }
  if (Array.isArray(value)) {
    return inCanonicalOrder(
      value.map(item => canonicalValue(item, `${path}[]`, kind) ?? {}),
      path,
      kind,
    );
  }
  return typeof value === 'object' ? canonicalMap(value as Json, path, kind) : canonicalLeaf(value, path);
}

/** A map without fields that are as good as absent, in the order of its keys; undefined where none is left. */
function canonicalMap(map: Json, path: string, kind: string): Json | undefined {
  const entries = Object.entries(map)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, value]) => [key, canonicalValue(value, path === '' ? key : `${path}.${key}`, kind)] as const)
    .filter(([, value]) => value !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

const canonicalLeaf = (value: unknown, path: string) =>
  /\.(requests|limits|hard)\../.test(path) ? quantity(value) : value;

/** Lists whose order has no meaning are sorted. */
function inCanonicalOrder(list: unknown[], path: string, kind: string): unknown[] {
  if (/^(Cluster)?Role$/.test(kind) && (path === 'rules' || path === 'rules[].verbs')) {
    return [...list].sort(byText);
  }
  if (path.endsWith('ontainers[].env')) {
    return environmentInOrder(list as EnvVar[]);
  }
  return list;
}

const byText = (left: unknown, right: unknown) => (JSON.stringify(left) < JSON.stringify(right) ? -1 : 1);

interface EnvVar extends Json {
  readonly name: string;
  readonly value?: string;
}

/** By name; a variable that refers to others by `$(NAME)` keeps, in `after`, those that stand before it. */
function environmentInOrder(variables: EnvVar[]): EnvVar[] {
  const marked = variables.map((variable, index) => {
    const before = new Set(variables.slice(0, index).map(({ name }) => name));
    const after = [...String(variable.value ?? '').matchAll(/\$\(([^)]+)\)/g)]
      .map(([, name]) => name)
      .filter(name => before.has(name));
    return after.length === 0 ? variable : { ...variable, after };
  });
  return marked.sort((left, right) => (left.name === right.name ? 0 : left.name < right.name ? -1 : 1));
}
