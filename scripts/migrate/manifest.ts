import { type Document, isMap, isScalar, isSeq, LineCounter, parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../lib/core/object-index';

/** A place in an object: names of fields and numbers of items. */
export type FieldPath = readonly (string | number)[];

/** An object as it stands in a file. */
export interface Manifest {
  readonly object: KubeObject;

  /** The file and the line of the object. */
  readonly place: string;

  /** The file and the line of a field; of the nearest one around it where it is not written. */
  at(path: FieldPath): string;
}

/** What a file holds, and where it is no YAML. */
export interface ReadFile {
  readonly manifests: readonly Manifest[];
  readonly faults: readonly { readonly place: string; readonly message: string }[];
}

/** Reads the objects of a text in YAML or JSON, `List`s taken apart, as kubectl reads it: by YAML 1.1. */
export function readManifests(text: string, file: string): ReadFile {
  const lines = new LineCounter();
  const documents = parseAllDocuments(text, { lineCounter: lines, version: '1.1', prettyErrors: false });
  const lineOf = (offset: number) => `${file}:${lines.linePos(offset).line}`;
  if (!Array.isArray(documents)) return { manifests: [], faults: [] };
  return {
    manifests: documents.flatMap(document => objectsOf(document, lineOf)),
    faults: documents.flatMap(({ errors }) =>
      errors.map(({ message, pos }) => ({ place: lineOf(pos[0]), message: message.split('\n')[0] })),
    ),
  };
}

function objectsOf(document: Document.Parsed, lineOf: (offset: number) => string): Manifest[] {
  if (document.errors.length > 0) return [];
  const value = document.toJS();
  const items: unknown[] = Array.isArray(value?.items) && /List$/.test(value.kind) ? value.items : [value];
  return items.flatMap((object, index) => {
    if (!isObject(object)) return [];
    const prefix: FieldPath = items[0] === value ? [] : ['items', index];
    const at = (path: FieldPath) => lineOf(offsetOf(document, [...prefix, ...path]));
    return [{ object, at, place: at([]) }];
  });
}

/** Other files have a kind too, but no name; an Ingress without one is a mistake that has to be told. */
function isObject(value: unknown): value is KubeObject {
  const { kind, metadata } = (value ?? {}) as Partial<KubeObject>;
  return typeof kind === 'string' && (kind === 'Ingress' || typeof metadata?.name === 'string');
}

/** Where the key of a field, or an item of a list, begins. */
function offsetOf(document: Document.Parsed, path: FieldPath): number {
  let node: unknown = document.contents;
  let offset = document.contents?.range?.[0] ?? 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
      if (pair === undefined) break;
      offset = (pair.key as { range?: [number, number, number] }).range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = (node as { range?: [number, number, number] } | undefined)?.range?.[0] ?? offset;
    } else break;
  }
  return offset;
}
