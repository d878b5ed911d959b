import { ApiObject, Chart, Testing } from 'cdk8s';
import { parse, stringify } from 'yaml';
import { AmbientMesh } from '../../lib/mesh/ambient-mesh';
import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { fieldDifferences } from './reference/differences';

type Json = Record<string, unknown>;

/** What changes in a mesh's objects when its props change: a block for each object, fields before and after. */
export function meshChanges(props: AmbientMeshProps, over: AmbientMeshProps = {}): string {
  const before = objectsByPath(over);
  const after = objectsByPath(props);
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap(path => objectChange(path, before.get(path), after.get(path))).join('\n');
}

/** Objects by construct path, which names and namespaces do not change. */
export function objectsByPath(props: AmbientMeshProps): Map<string, Json> {
  const mesh = new AmbientMesh(new Chart(Testing.app(), 'mesh'), 'AmbientMesh', props);
  const prefix = `${mesh.node.path}/`;
  return new Map(
    mesh.node
      .findAll()
      .filter(ApiObject.isApiObject)
      .map(object => [object.node.path.slice(prefix.length), object.toJson()]),
  );
}

function objectChange(path: string, before: Json | undefined, after: Json | undefined): string[] {
  if (before === undefined || after === undefined) {
    return [before === undefined ? `+ ${path}\n${indented(stringify(after, { lineWidth: 0 }))}` : `- ${path}`];
  }
  const lines = fieldDifferences(keyed(after), keyed(before)).flatMap(({ path: field, reference, ours }) => [
    `  ${field}`,
    ...(reference === undefined ? [] : [`    - ${JSON.stringify(reference)}`]),
    ...(ours === undefined ? [] : [`    + ${JSON.stringify(ours)}`]),
  ]);
  return lines.length === 0 ? [] : [[`~ ${path}`, ...lines].join('\n')];
}

/** Lists, and texts inside ConfigMaps, as maps: what is inserted does not move the rest. */
function keyed(value: unknown): unknown {
  if (Array.isArray(value)) {
    return Object.fromEntries(value.map(item => keyedItem(item)));
  }
  if (typeof value === 'string' && value.includes('\n')) {
    return keyedText(value);
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, child]) => [key, keyed(child)]))
    : value;
}

/** By its name where an item has one, else by all that it is. */
function keyedItem(item: unknown): [string, unknown] {
  const name = (item as { name?: string } | null)?.name;
  return name === undefined ? [`[${JSON.stringify(item)}]`, true] : [`[${name}]`, keyed(item)];
}

/** JSON and YAML are read; of Go templates the lines count, not where they stand. */
function keyedText(text: string): unknown {
  if (text.includes('{{')) {
    return Object.fromEntries(text.split('\n').map(line => [`[${line.trim()}]`, true]));
  }
  return parse(text);
}

const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ');
