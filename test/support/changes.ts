import { ApiObject, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';
import { parse, stringify } from 'yaml';
import { validate } from '../../lib/core/checks';
import { fieldDifferences } from './reference/differences';
import type { KubernetesObject } from './synthesize';

/** What something is made into: objects by construct path, or values by name. */
export type Made = ReadonlyMap<string, unknown>;

/** The objects below one construct, by construct paths, which names and namespaces do not change. */
export function madeObjects(build: (chart: Chart) => Construct): Map<string, KubernetesObject> {
  return new Map(objectsBelow(build(new Chart(Testing.app(), 'chart'))));
}

/** The same of all that is built in a chart, and what is found wrong with it. */
export function made(build: (chart: Chart) => unknown): Made {
  const chart = new Chart(Testing.app(), 'chart');
  build(chart);
  const findings = chart.node.findAll().flatMap(construct => validate(construct).findings);
  return new Map<string, unknown>([
    ...objectsBelow(chart),
    ...findings.map(({ id, level, message }) => [`${level} ${id}: ${message}`, {}] as const),
  ]);
}

function objectsBelow({ node }: Construct): [string, KubernetesObject][] {
  const objects = node.findAll().filter(ApiObject.isApiObject);
  return objects.map(object => [object.node.path.slice(node.path.length + 1), object.toJson()]);
}

/** What is new, gone and other: a block for each object, fields before and after. */
export function changes(before: Made, after: Made): string {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort();
  return paths.flatMap(path => objectChange(path, before.get(path), after.get(path))).join('\n');
}

function objectChange(path: string, before: unknown, after: unknown): string[] {
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

/** JSON and YAML are read; of Go templates, and of what is neither, the lines count, not where they stand. */
function keyedText(text: string): unknown {
  const lines = () => Object.fromEntries(text.split('\n').map(line => [`[${line.trim()}]`, true]));
  if (text.includes('{{')) return lines();
  try {
    return parse(text);
  } catch {
    return lines();
  }
}

const indented = (text: string) => text.trimEnd().replace(/^/gm, '    ');
