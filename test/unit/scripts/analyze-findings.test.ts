import { execSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { COLOURED, PLAIN, type Style, styleFor } from '../../../lib/core/style';
import { runAnalyze } from '../../../scripts/analyze/command';
import { ROOT } from '../../support/commands';
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
    const { findings, suppressed, ...counts } = JSON.parse(run(['--json', faulty]).printed);
    expect(counts).toEqual({ objects: 5, error: 2, warning: 0, info: 0 });
    expect(suppressed).toEqual([]);
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

  it('goes on quietly where a pipe is closed early, and reads one that fills slowly', () => {
    const many = write('many.yaml', Array.from({ length: 3000 }, (_, n) => gateway(`edge/g${n}`, [], {})).join(''));
    const analyze = 'node --require ./scripts/register.js scripts/analyze.ts';
    const early = execSync(`${analyze} '${many}' 2>&1 | head -1`, { cwd: ROOT, encoding: 'utf8' });
    expect(early).toBe(`${many}:1\n`);
    const slow = execSync(`(sleep 0.2; cat '${clean}') | ${analyze} -`, { cwd: ROOT, encoding: 'utf8' });
    expect(slow).toBe('nothing found in 4 objects\n');
  });

  it('lets findings be whose object says so, and finds fault with what says so in vain', () => {
    const annotated = (annotations: object) =>
      write('let-be.yaml', `${gateway('edge/g', [http('a')], { gatewayClassName: 'x' }, { annotations })}`);
    const id = 'suppress.cdk8s-istio-ambient/AMB603';
    const file = annotated({ [id]: 'made elsewhere' });
    expect(run(['--strict', file])).toEqual({ code: 0, printed: 'nothing found in 1 object, 1 suppressed\n' });
    expect(JSON.parse(run(['--json', file]).printed).suppressed).toMatchObject([
      { id: 'AMB603', reason: 'made elsewhere' },
    ]);
    annotated({
      [id]: '',
      [id.replace('603', '604')]: 'in vain',
      [id.replace('603', '600')]: 'please',
      [id.replace('603', '201')]: 'of synth',
    });
    expect(run([file]).printed).toMatchInlineSnapshot(`
FOLDER/let-be.yaml:1
  warning AMB010 SuppressionIsUsed
    found a suppression of AMB604 that suppresses nothing
    expected a finding of that id here
    cure: take it out
  error AMB011 SuppressionHasReason
    found a suppression of AMB603 without a reason
    expected a reason
    cure: say why the finding is no fault here
  error AMB012 SuppressionIsAllowed
    found a suppression of AMB600 here
    expected no suppression of what is certain to fail
    cure: take it out, and cure the finding
  warning AMB603 GatewayClassExists
    found Gateway edge/g of class x, which is not there
    expected class istio, istio-waypoint, istio-remote, or a GatewayClass among the objects
    cure: correct gatewayClassName, or add the GatewayClass

2 errors, 2 warnings in 1 object

`);
  });

  it.each([
    ['BackendExists', 'name the id AMB610'],
    ['AMB998', 'name an id that there is: `npm run explain` lists them'],
  ])('says of a suppression of %s, which is no id, what to name', (id, cure) => {
    const metadata = { annotations: { [`suppress.cdk8s-istio-ambient/${id}`]: 'known' } };
    const file = write('no-id.yaml', gateway('edge/g', [http('a')], {}, metadata));
    expect(JSON.parse(run(['--json', file]).printed).findings).toMatchObject([
      {
        ...{ id: 'AMB010', level: 'warning' },
        message: `found a suppression of ${id}, which is no id, expected an id, AMB and three digits: ${cure}`,
      },
    ]);
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
