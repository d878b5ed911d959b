import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import * as exported from '../../lib';
import type { Synthesis } from '../../lib/core/synthesis';

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

/** Runs a program against the library of this repository, with its output in a folder; returns what it synthesized. */
export function runExample({ code }: Example, outdir: string): Synthesis[] {
  const synthesized: Synthesis[] = [];
  class App extends exported.App {
    override synth(): Synthesis {
      const synthesis = super.synth();
      synthesized.push(synthesis);
      return synthesis;
    }
  }
  const options = {
    jsc: { target: 'es2022', parser: { syntax: 'typescript' } },
    module: { type: 'commonjs' },
  } as const;
  const script = transformSync(code, options).code;
  const requireModule = (name: string) => (name === 'cdk8s-istio-ambient' ? { ...exported, App } : require(name));
  const quiet = { log: () => {} };
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = outdir;
  try {
    new Function('require', 'exports', 'console', script)(requireModule, {}, quiet);
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
  }
  return synthesized;
}
