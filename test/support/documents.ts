import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');

/** A program in a document. */
export interface Example {
  /** The document and the line that the program begins on: `docs/constructs/routes.md:25`. */
  readonly name: string;
  readonly code: string;
}

/** README.md and every document below docs/, by their paths from the root of the repository. */
export function documents(): string[] {
  const below = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' });
  return ['README.md', ...below.filter(file => file.endsWith('.md')).map(file => join('docs', file))].sort();
}

/** Every program of a document: its blocks in TypeScript. */
export function examplesOf(document: string): Example[] {
  const text = readFileSync(join(ROOT, document), 'utf8');
  return [...text.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(({ index, 1: code }) => ({
    name: `${document}:${text.slice(0, index).split('\n').length + 1}`,
    code,
  }));
}
