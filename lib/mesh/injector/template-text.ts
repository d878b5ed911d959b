import { Block, Hole } from './templated';

/** A variable that the template defines before the objects, by name and pipeline. */
export type Definitions = Readonly<Record<string, string>>;

/** The whole template: definitions, then one YAML document for each object. */
export function printTemplate(definitions: Definitions, objects: readonly object[]): string {
  const variables = Object.entries(definitions).map(([name, pipeline]) => `{{- $${name} := ${pipeline} }}`);
  const documents = objects.map(object => printMap(object, '').join('\n'));
  return `${[...variables, documents.join('\n---\n')].join('\n')}\n`;
}

function printMap(map: object, indent: string): string[] {
  return Object.entries(map)
    .filter(([, value]) => value !== undefined)
    .flatMap(([key, value]) => printBlock(value, indent, content => printEntry(scalar(key), content, indent)));
}

function printList(list: readonly unknown[], indent: string): string[] {
  return list.flatMap(item => printBlock(item, indent, content => printItem(content, indent)));
}

/** The opening and closing lines take no room in what istiod prints: `{{-` swallows the line break before it. */
function printBlock(value: unknown, indent: string, print: (content: unknown) => string[]): string[] {
  if (!(value instanceof Block)) return print(value);
  return [`${indent}{{- ${value.action} }}`, ...print(value.content), `${indent}{{- end }}`];
}

function printEntry(key: string, value: unknown, indent: string): string[] {
  const inline = printInline(value);
  if (inline !== undefined) return [`${indent}${key}: ${inline}`];
  return [`${indent}${key}:`, ...printNested(value as object, `${indent}  `)];
}

function printItem(value: unknown, indent: string): string[] {
  const inline = printInline(value);
  if (inline !== undefined) return [`${indent}- ${inline}`];
  const [first = '', ...rest] = printNested(value as object, `${indent}  `);
  return [`${indent}- ${first.trimStart()}`, ...rest];
}

function printNested(value: object, indent: string): string[] {
  return Array.isArray(value) ? printList(value, indent) : printMap(value, indent);
}

function printInline(value: unknown): string | undefined {
  if (value instanceof Hole) return `{{ ${value.pipeline} }}`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  if (Array.isArray(value)) return value.length === 0 ? '[]' : undefined;
  return Object.values(value).every(child => child === undefined) ? '{}' : undefined;
}

const PLAIN = /^(--)?[A-Za-z$/][\w$()./-]*(:[\w$()./-]+)*$/;
const RESERVED = /^(true|false|yes|no|on|off|y|n|null)$/i;

/** A text that istiod would take for an action prints itself. */
function scalar(value: unknown): string {
  if (typeof value !== 'string') return String(value);
  const text = PLAIN.test(value) && !RESERVED.test(value) ? value : JSON.stringify(value);
  return text.replaceAll('{{', '{{ "{{" }}');
}
