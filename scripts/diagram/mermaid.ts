import type { Edge, Graph, Node, NodeKind } from './graph';

/** What opens and closes the label of a node: its shape. */
const SHAPES: Readonly<Record<NodeKind, readonly [string, string]>> = {
  outside: ['((', '))'],
  gateway: ['{{', '}}'],
  waypoint: ['{{', '}}'],
  route: ['([', '])'],
  service: ['(', ')'],
  workload: ['[', ']'],
  external: ['[/', '/]'],
};

const ARROWS: Readonly<Record<Edge['kind'], string>> = { traffic: '-->', allowed: '-.->', denied: '-.-x' };

const WORDS: Partial<Record<NodeKind, string>> = { gateway: 'Gateway ', waypoint: 'Waypoint ', service: 'Service ' };

/**
 * A graph as Mermaid draws it, one box for each namespace.
 * @param describe what the title of a namespace says beside its name
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function toMermaid(graph: Graph, describe: (namespace: string) => string): string {
  const namespaces = [...new Set(graph.nodes.flatMap(([, { namespace }]) => namespace ?? []))];
  const inside = (wanted: string | undefined) => graph.nodes.filter(([, { namespace }]) => namespace === wanted);
  return [
    'flowchart LR',
    ...inside(undefined).map(entry => `  ${toNode(entry)}`),
    ...namespaces.flatMap(namespace => [
      `  subgraph ${`ns_${namespace}`.replace(/[^A-Za-z0-9]/g, '_')}["${text(`${namespace}: ${describe(namespace)}`)}"]`,
      ...inside(namespace).map(entry => `    ${toNode(entry)}`),
      '  end',
    ]),
    ...graph.edges.map(edge => `  ${toEdge(edge)}`),
    '',
  ].join('\n');
}

function toNode([id, { kind, name, lines }]: readonly [string, Node]): string {
  const [open, close] = SHAPES[kind];
  return `${id}${open}"${text([`${WORDS[kind] ?? ''}${name}`, ...lines].join('\n'))}"${close}`;
}

function toEdge({ from, to, label, kind }: Edge): string {
  return `${from} ${ARROWS[kind]}${label === '' ? '' : `|"${text(label)}"|`} ${to}`;
}

/** Mermaid knows entities by their names and numbers, between `#` and `;`. */
const ENTITIES: Readonly<Record<string, string>> = {
  '#': '#35;',
  '"': '#quot;',
  '<': '#lt;',
  '>': '#gt;',
  '&': '#amp;',
};

function text(label: string): string {
  return label.replace(/[#"<>&]/g, found => ENTITIES[found]).replaceAll('\n', '<br>');
}
