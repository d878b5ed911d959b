import { type Document, isScalar, type Node, parseDocument, type ScalarTag, visit } from 'yaml';
import { readPlainYaml } from './plain-yaml';

/** What is wrong with a document. */
export interface Problem {
  /** In lower case, without a full stop. */
  readonly message: string;
  /** The line within the document, from 1; absent where it is not known. */
  readonly line?: number;
}

/** What one document comes to: a value, or what is wrong with it. */
export type Reading = { readonly value: unknown } | { readonly problem: Problem };

/** Reads one document of YAML or JSON, in the quickest way that is sure to be right. */
export function readDocument(source: string): Reading {
  const value = readPlainYaml(source) ?? readJson(source);
  return value === undefined ? readAnyYaml(source) : { value };
}

function readJson(source: string): unknown {
  if (!/^\s*\{/.test(source)) return undefined;
  try {
    return JSON.parse(source);
  } catch {
    return undefined; // flow style, or a fault that is told by its line
  }
}

/** Reads one document in full. */
export function readAnyYaml(source: string): Reading {
  const options = { version: '1.2', merge: true, logLevel: 'error' } as const;
  const document = parseDocument(source, { ...options, customTags: tags => [...KUBECTL, ...tags] });
  const [error] = document.errors;
  if (error !== undefined) return { problem: toProblem(error.message, source) };
  const key = collectionKey(document);
  if (key !== undefined) {
    const line = source.slice(0, key.range?.[0] ?? 0).split('\n').length;
    return { problem: { line, message: `a key is a mapping or a list${hintIn(source, /\{\{/)}` } };
  }
  try {
    return { value: document.toJS() };
  } catch (thrown) {
    return { problem: { message: uncapitalized(thrown instanceof Error ? thrown.message : String(thrown)) } };
  }
}

/** The parser ends its messages with the place, and a picture of it. */
function toProblem(text: string, source: string): Problem {
  const [first = ''] = text.split('\n');
  const place = / at line (\d+), column \d+:?$/.exec(first);
  const message = `${uncapitalized(place === null ? first : first.slice(0, place.index))}${hintIn(source, /^\s*\{\{/m)}`;
  return place === null ? { message } : { message, line: Number(place[1]) };
}

/** What to do about the braces of a template. */
const hintIn = (source: string, braces: RegExp) =>
  braces.test(source) ? ': it looks like a template, which has to be rendered first, as `helm template` does' : '';

const uncapitalized = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);

/** A key that is no word: kubectl does not take it, and it is mostly what is left of a template. */
function collectionKey(document: Document): Node | undefined {
  let found: Node | undefined;
  visit(document, {
    Pair(_, { key }) {
      if (key === null || isScalar(key)) return undefined;
      found = key as Node;
      return visit.BREAK;
    },
  });
  return found;
}

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
