import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { transformSync } from '@swc/core';
import ts from 'typescript';
import * as library from '../../lib';
import type { Synthesis } from '../../lib/core/synthesis';
import { documents, type Example, examplesOf } from '../support/documents';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = documents().flatMap(examplesOf);

/** Runs a program against the library of this repository; returns what it synthesized. */
function run({ code }: Example, outdir: string): Synthesis[] {
  const synthesized: Synthesis[] = [];
  class App extends library.App {
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
  const requireModule = (name: string) => (name === 'cdk8s-istio-ambient' ? { ...library, App } : require(name));
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

test('there are examples', () => expect(EXAMPLES.length).toBeGreaterThan(10));

test.each(EXAMPLES)('$name synthesizes without a finding', example => {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const synthesized = run(example, outdir);
    expect(synthesized.flatMap(({ findings }) => findings)).toEqual([]);
    expect(synthesized).toHaveLength(1);
    expect(readdirSync(outdir)).toHaveLength(synthesized[0].files.length);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

test('every example has the types that it uses', () => {
  const sources = new Map(EXAMPLES.map(({ code }, index) => [join(ROOT, `example-${index}.ts`), code]));
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.CommonJS,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    baseUrl: ROOT,
    paths: { 'cdk8s-istio-ambient': ['lib/index.ts'] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = file => sources.has(file) || fileExists(file);
  host.readFile = file => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = sources.get(file);
    return code === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, code, version);
  };
  const program = ts.createProgram([...sources.keys()], options, host);
  const faults = [...sources.keys()].flatMap((file, index) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => `${EXAMPLES[index].name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
  expect(faults).toEqual([]);
}, 60_000);
