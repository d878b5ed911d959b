import type { IndexedObject, KubeObject } from '../core/object-index';
import { splitJson } from './json-texts';
import { type ItemPlace, placesOfItems } from './list-items';
import { readDocument } from './yaml-document';

/** A text that cannot be read as manifests. */
export interface Unreadable {
  /** Where, as in `gateway.yaml:12`. */
  readonly place: string;
  /** In lower case, without a full stop. */
  readonly message: string;
  /** Whether it is a list, which can be read and is no manifest. @default - it is none */
  readonly isList?: true;
}

/** What a text holds: objects, each with its place as `path` and the file as `chart`. */
export interface Manifests {
  readonly objects: readonly IndexedObject[];
  readonly unreadable: readonly Unreadable[];
}

/**
 * Reads the objects of a text in YAML or JSON: one or many documents, also objects of JSON one after another, `List`s taken apart, anchors and merge keys.
 *
 * Words and numbers mean what they mean to kubectl, which reads YAML 1.1: `on` is true and `0644` is octal.
 * @param file what the text is called, for places
 */
export function readManifests(text: string, file: string): Manifests {
  const read = documentsOf(text)
    .flatMap(toParts)
    .map(document => readSource(document, file));
  return {
    objects: read.flatMap(({ objects }) => objects),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

function readSource(document: Source, file: string): Manifests {
  const { source, blank } = document;
  const path = `${file}:${inFile({ line: 1 + blank }, document)}`;
  const reading = readDocument(source);
  if ('problem' in reading) return { objects: [], unreadable: [toUnreadable(reading.problem, document, file)] };
  const { value } = reading;
  if (isMap(value)) {
    const objects = itemsOf(value, source).map(({ object, place }) => ({
      object,
      path: place === undefined ? path : `${file}:${inFile(place, document)}`,
      chart: file,
    }));
    return { objects, unreadable: [] };
  }
  if (value === null || value === undefined) return { objects: [], unreadable: [] };
  const list = Array.isArray(value) ? ({ isList: true } as const) : {};
  return { objects: [], unreadable: [{ place: path, message: 'the document is no object', ...list }] };
}

interface Source {
  readonly source: string;
  /** The number of its first line. */
  readonly first: number;
  /** How many lines that hold nothing it begins with. */
  readonly blank: number;
  /** Where it begins in its line, from 1, if others begin there too. */
  readonly column?: number;
}

/** Objects of JSON that follow each other are documents of their own. */
function toParts(document: Source): Source[] {
  const parts = splitJson(document.source);
  if (parts.length === 1) return [document];
  return parts.map(({ source, line, column }) => ({ source, first: document.first + line - 1, blank: 0, column }));
}

/** Documents are split by hand: a fault in one leaves the others readable, and each knows its line. */
function documentsOf(text: string): Source[] {
  const sources: Source[] = [];
  let lines: string[] = [];
  let first = 1;
  const end = (next: number) => {
    const blank = lines.findIndex(line => !/^\s*(#|$)/.test(line));
    if (blank >= 0) sources.push({ source: lines.join('\n'), first, blank });
    lines = [];
    first = next;
  };
  text
    .replace(/^\uFEFF/, '')
    .split(text.includes('\r') ? /\r?\n/ : '\n')
    .forEach((line, index) => {
      const marker = line.startsWith('---') || line.startsWith('...') ? MARKER.exec(line) : null;
      if (marker === null) lines.push(line);
      else {
        // What follows a marker on its line is the first line of the document.
        end(index + 1);
        lines.push(marker[1]?.startsWith('#') ? '' : (marker[1] ?? ''));
      }
    });
  end(0);
  return sources;
}

const MARKER = /^(?:---|\.\.\.)(?:\s+(.*))?$/;

function toUnreadable(
  { message, line }: { message: string; line?: number },
  document: Source,
  file: string,
): Unreadable {
  const { source, first, blank } = document;
  const last = source.trimEnd().split('\n').length;
  return { place: `${file}:${first + (line === undefined ? blank : Math.min(line, last) - 1)}`, message };
}

/** A place within a document as one in its file. */
function inFile({ line, column }: ItemPlace, { first, column: start }: Source): string {
  const within = line === 1 && start !== undefined ? start + (column ?? 1) - 1 : column;
  return `${first + line - 1}${within === undefined ? '' : `:${within}`}`;
}

const isMap = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Item {
  readonly object: KubeObject;
  /** Within the document; absent for all of it. */
  readonly place?: ItemPlace;
}

/** A `List` stands for its items; those of a list of one kind may leave out what the list says. */
function itemsOf(value: Record<string, unknown>, source: string): Item[] {
  const { apiVersion, kind, items } = value;
  if (typeof kind !== 'string' || !kind.endsWith('List') || !(Array.isArray(items) || items === null))
    return [{ object: value as unknown as KubeObject }];
  const all = items ?? [];
  const places = placesOfItems(source, all.length);
  const ofList = kind === 'List' ? {} : { apiVersion, kind: kind.slice(0, -'List'.length) };
  return all.flatMap((item, index) => {
    if (!isMap(item)) return [];
    const object = item.kind || item.apiVersion ? item : { ...item, ...ofList };
    return [{ object: object as unknown as KubeObject, place: places[index] }];
  });
}
