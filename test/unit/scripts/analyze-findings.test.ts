import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLOURED, PLAIN, type Style, styleFor } from '../../../lib/core/style';
import { runAnalyze } from '../../../scripts/analyze/command';
import { gateway, http, namespace, route, service } from '../../support/gateway-yaml';

const folder = mkdtempSync(join(tmpdir(), 'analyze, 100%:-'));
afterAll(() => rmSync(folder, { recursive: true }));

const backend = (name: string) => ({ rules: [{ backendRefs: [{ name, port: 80 }] }] });
const system = (name: string) =>
  [
    namespace('edge'),
    gateway('edge/g', [http('web')]),
    service('edge/web'),
    route('HTTPRoute', 'edge/r', [{ name: 'g' }], backend(name)),
  ].join('');

function write(name: string, text: string): string {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}

const clean = write('clean.yaml', system('web'));
const faulty = write('faulty.yaml', `${system('wbe')}${route('HTTPRoute', 'edge/s', [{ name: 'G' }], backend('web'))}`);

/** Runs the command, which must not complain; returns its exit code and what it printed. */
function run(args: readonly string[], style: Style = PLAIN) {
  let printed = '';
  const code = runAnalyze(args, {
    print: text => {
      printed += text.replaceAll(folder, 'FOLDER');
    },
    complain: fail,
    style,
  });
  return { code, printed };
}

describe('npm run analyze', () => {
  it('finds nothing in manifests that are well', () => {
    expect(run([clean, '--strict'])).toEqual({ code: 0, printed: 'nothing found in 4 objects\n' });
  });

  it('prints the findings of each object below its place', () => {
    const { code, printed } = run([faulty]);
    expect(code).toBe(1);
    expect(printed).toMatchInlineSnapshot(`
FOLDER/faulty.yaml:7
  error AMB610 BackendExists
    found HTTPRoute edge/r with Service edge/wbe in rules[0].backendRefs[0], which is not there
    expected a Service of that name
    cure: correct name and namespace of the backend, or add it

FOLDER/faulty.yaml:9
  error AMB601 RouteParentExists
    found HTTPRoute edge/s with parent Gateway edge/G, which is not there
    expected a Gateway of that name
    cure: correct name and namespace of the reference, or add it

2 errors in 5 objects

`);
  });

  it('colours the level, the id and the place for terminals', () => {
    const { printed } = run([faulty], COLOURED);
    expect(printed.split('\n').slice(0, 3)).toEqual([
      '\u001b[1mFOLDER/faulty.yaml:7\u001b[0m',
      '  \u001b[31merror AMB610\u001b[0m BackendExists',
      '    found HTTPRoute edge/r with Service edge/wbe in rules[0].backendRefs[0], which is not there',
    ]);
  });

  it('prints JSON with file and line', () => {
    const { findings, ...counts } = JSON.parse(run(['--json', faulty]).printed);
    expect(counts).toEqual({ objects: 5, error: 2, warning: 0, info: 0 });
    expect(findings[0]).toMatchInlineSnapshot(`
{
  cure: correct name and namespace of the backend, or add it,
  expected: a Service of that name,
  file: FOLDER/faulty.yaml,
  found: HTTPRoute edge/r with Service edge/wbe in rules[0].backendRefs[0], which is not there,
  id: AMB610,
  level: error,
  line: 7,
  message: found HTTPRoute edge/r with Service edge/wbe in rules[0].backendRefs[0], which is not there, expected a Service of that name: correct name and namespace of the backend, or add it,
  name: BackendExists,
}
`);
  });

  it('prints workflow commands for GitHub, with what would end them early escaped', () => {
    const raw: string[] = [];
    runAnalyze(['--format', 'github', faulty], { print: text => raw.push(text), complain: fail, style: PLAIN });
    const [first = ''] = raw.join('').split('\n');
    expect(
      first.replace(/file=.*?analyze/, 'file=FOLDER/analyze').replace(/-\w{6}\//, '-XXXXXX/'),
    ).toMatchInlineSnapshot(
      `::error file=FOLDER/analyze%2C 100%25%3A-XXXXXX/faulty.yaml,line=7,title=AMB610 BackendExists::found HTTPRoute edge/r with Service edge/wbe in rules[0].backendRefs[0], which is not there, expected a Service of that name: correct name and namespace of the backend, or add it`,
    );
    expect(run(['--format', 'github', clean])).toEqual({ code: 0, printed: '' });
  });

  it.each([
    [true, undefined, COLOURED],
    [true, '', COLOURED],
    [true, '1', PLAIN],
    [false, undefined, PLAIN],
    [undefined, undefined, PLAIN],
  ])('colours only on a terminal and without NO_COLOR: %s, %s', (isTTY, noColor, style) => {
    expect(styleFor({ isTTY }, noColor)).toBe(style);
  });
});

function fail(text: string): never {
  throw new Error(text);
}
