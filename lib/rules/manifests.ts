import { type Document, parseDocument, type ScalarTag } from 'yaml';
import type { IndexedObject, KubeObject } from '../core/object-index';

/** A text that cannot be read as manifests. */
export interface Unreadable {
  /** Where, as in `gateway.yaml:12`. */
  readonly place: string;
  /** In lower case, without a full stop. */
  readonly message: string;
}

/** What a text holds: objects, each with its place as `path` and the file as `chart`. */
export interface Manifests {
  readonly objects: readonly IndexedObject[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Reads the objects of a text in YAML or JSON: one or many documents, `List`s taken apart, anchors and merge keys.
 *
 * Words and numbers mean what they mean to kubectl, which reads YAML 1.1: `on` is true and `0644` is octal.
 * @param file what the text is called, for places
 */
export function readManifests(text: string, file: string): Manifests {
  const objects: IndexedObject[] = [];
  const unreadable: Unreadable[] = [];
  for (const { source, line } of documentsOf(text)) {
    const place = `${file}:${line}`;
    const { value, problem } = readDocument(source, file, line);
    if (problem !== undefined) unreadable.push(problem);
    else if (value === null || value === undefined) continue;
    else if (isMap(value)) for (const object of itemsOf(value)) objects.push({ object, path: place, chart: file });
    else unreadable.push({ place, message: 'the document is no object' });
  }
  return { objects, unreadable };
}

interface Source {
  readonly source: string;
  /** The number of its first line that holds anything. */
  readonly line: number;
}

/** Documents are split by hand: a fault in one leaves the others readable, and each knows its line. */
function documentsOf(text: string): Source[] {
  const sources: Source[] = [];
  let lines: string[] = [];
  let first = 1;
  const end = (next: number) => {
    const blank = lines.findIndex(line => !/^\s*(#|$)/.test(line));
    if (blank >= 0) sources.push({ source: lines.join('\n'), line: first + blank });
    lines = [];
    first = next;
  };
  text.split(/\r?\n/).forEach((line, index) => {
    const marker = /^(---|\.\.\.)(?:\s+(.*))?$/.exec(index === 0 ? line.replace(/^\uFEFF/, '') : line);
    if (marker === null) lines.push(line);
    else {
      end(index + 1);
      lines.push(marker[2] ?? '');
    }
  });
  end(0);
  return sources;
}

function readDocument(source: string, file: string, line: number) {
  const document = parseDocument(source, { version: '1.2', merge: true, customTags: tags => [...KUBECTL, ...tags] });
  const [error] = document.errors;
  if (error !== undefined) return { problem: problemAt(file, line, source, error) };
  return toValue(document, `${file}:${line}`);
}

function toValue(document: Document, place: string): { readonly value?: unknown; readonly problem?: Unreadable } {
  try {
    return { value: document.toJS() };
  } catch (error) {
    return { problem: { place, message: uncapitalized(error instanceof Error ? error.message : String(error)) } };
  }
}

function problemAt(
  file: string,
  line: number,
  source: string,
  error: { message: string; linePos?: unknown },
): Unreadable {
  const [first = ''] = error.message.split('\n');
  const within = /at line (\d+), column \d+:?$/.exec(first);
  const before = source.split('\n').findIndex(each => !/^\s*(#|$)/.test(each));
  const last = source.trimEnd().split('\n').length;
  const at = line - before + Math.min(Number(within?.[1] ?? 1), last) - 1;
  const message = first.replace(/ at line \d+, column \d+:?$/, '');
  return { place: `${file}:${at}`, message: uncapitalized(message) };
}

const uncapitalized = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** What YAML 1.1 reads in another way. */
const KUBECTL: ScalarTag[] = [
  {
    tag: 'tag:yaml.org,2002:bool',
    default: true,
    test: /^(?:y|Y|yes|Yes|YES|on|On|ON|n|N|no|No|NO|off|Off|OFF)$/,
    resolve: text => /^(?:y|on)/i.test(text),
  },
  {
    tag: 'tag:yaml.org,2002:int',
    default: true,
    test: /^[-+]?0[0-7]+$/,
    resolve: text => Number.parseInt(text, 8),
  },
];

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A `List` stands for its items. */
function itemsOf(value: Record<string, unknown>): KubeObject[] {
  const { kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !Array.isArray(items))
    return [value as unknown as KubeObject];
  return items.filter(isMap) as unknown as KubeObject[];
}
