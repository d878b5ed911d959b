import { join } from 'node:path';
import ts from 'typescript';

const ROOT = join(__dirname, '..', '..');

const OPTIONS: ts.CompilerOptions = {
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

/** What the compiler says of modules that import this library by its name, each with the number of its module. */
export function typeFaults(modules: readonly string[]): string[] {
  const sources = new Map(modules.map((code, index) => [join(ROOT, `example-${index}.ts`), code]));
  const host = ts.createCompilerHost(OPTIONS);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = file => sources.has(file) || fileExists(file);
  host.readFile = file => sources.get(file) ?? readFile(file);
  host.getSourceFile = (file, version, ...rest) => {
    const code = sources.get(file);
    return code === undefined ? getSourceFile(file, version, ...rest) : ts.createSourceFile(file, code, version);
  };
  const program = ts.createProgram([...sources.keys()], OPTIONS, host);
  return [...sources.keys()].flatMap((file, index) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => `${index}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`),
  );
}
