import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Construct } from 'constructs';
import ts from 'typescript';
import * as library from '../../lib';
import { documents, examplesOf, runExample } from '../support/documents';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = documents().flatMap(examplesOf);

test('there are examples', () => expect(EXAMPLES.length).toBeGreaterThan(10));

test.each(EXAMPLES)('$name synthesizes without a finding', example => {
  const outdir = mkdtempSync(join(tmpdir(), 'example-'));
  try {
    const synthesized = runExample(example, outdir);
    expect(synthesized.flatMap(({ findings }) => findings)).toEqual([]);
    expect(synthesized).toHaveLength(1);
    expect(readdirSync(outdir)).toHaveLength(synthesized[0].files.length);
  } finally {
    rmSync(outdir, { recursive: true });
  }
});

/** Made by others, or by a program that need not be there. */
const NOT_SHOWN = ['BookinfoService', 'HelmDelivery'];

test('every construct is shown in an example, by itself or by the method that adds it', () => {
  const constructs = Object.entries(library).flatMap(([name, value]) =>
    typeof value === 'function' && value.prototype instanceof Construct ? [name] : [],
  );
  const text = EXAMPLES.map(({ code }) => code).join('\n');
  const methods: Readonly<Record<string, string>> = { HttpRoute: 'addRoute' };
  const isShown = (name: string) => new RegExp(`new ${name}\\(|\\.${methods[name] ?? `add${name}`}\\(`).test(text);
  expect(constructs.length).toBeGreaterThan(35);
  expect(constructs.filter(name => !isShown(name)).sort()).toEqual(NOT_SHOWN);
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
