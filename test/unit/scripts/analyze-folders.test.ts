import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PLAIN } from '../../../lib/core/style';
import { runAnalyze } from '../../../scripts/analyze/command';
import { ROOT } from '../../support/commands';

const folder = mkdtempSync(join(tmpdir(), 'analyze-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes files into a folder of their own, and returns its path. */
function write(name: string, files: Readonly<Record<string, string>>): string {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

/** Runs the command and returns its exit code and all that it wrote. */
function run(...args: string[]) {
  let printed = '';
  let complained = '';
  const code = runAnalyze(args, {
    print: text => {
      printed += text;
    },
    complain: text => {
      complained += text.replaceAll(folder, 'FOLDER');
    },
    style: PLAIN,
  });
  return { code, printed: printed.replaceAll(folder, 'FOLDER'), complained };
}

const ANALYZE = ['--require', './scripts/register.js', 'scripts/analyze.ts'];
const MAP = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, namespace: default }\n';

describe('npm run analyze of a folder', () => {
  it('passes over what is for other tools, and says so beside what it prints', () => {
    const mixed = write('mixed', {
      'Chart.yaml': 'apiVersion: v2\nname: shop\nversion: 1.0.0\n',
      'cluster.yaml': 'kind: Cluster\napiVersion: kind.x-k8s.io/v1alpha4\n',
      'docker-compose.yaml': 'services: { web: { image: web } }\n',
      'kustomization.yaml': 'resources: [map.yaml]\n',
      'map.yaml': `${MAP}---\nkind: IstioOperator\napiVersion: install.istio.io/v1alpha1\nmetadata: { name: i }\n`,
      'overlay.yaml': 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\nmetadata: { name: k }\n',
      'package.json': '{ "name": "shop" }',
      'patch.json': '[{ "op": "remove", "path": "/spec" }]',
      'values.yaml': 'kind: DaemonSet\nreplicas: 2\n',
    });
    const { code, printed, complained } = run('--json', mixed);
    expect([code, JSON.parse(printed).objects, JSON.parse(printed).findings]).toEqual([0, 1, []]);
    expect(complained.replaceAll('FOLDER/mixed/', '')).toBe(
      'passed over 9 documents that are no manifests: Chart.yaml:1, cluster.yaml:1, docker-compose.yaml:1, ' +
        'kustomization.yaml:1, map.yaml:5, overlay.yaml:1, package.json:1, values.yaml:1, patch.json:1\n',
    );
  });

  it('fails on a manifest whose kind was forgotten, and on a file for another tool that is named itself', () => {
    const forgotten = write('forgotten', { 'a.yaml': MAP.replace('kind: ConfigMap\n', '') });
    const values = join(write('named', { 'values.yaml': 'replicas: 2\n' }), 'values.yaml');
    expect([run(forgotten), run(values)]).toMatchObject([
      { code: 1, complained: '' },
      { code: 1, complained: '' },
    ]);
  });

  it('fails on a folder and on files that hold no object, but not on an empty file among others', () => {
    const empty = write('empty', { 'Chart.yaml': 'apiVersion: v2\n', 'nothing.yaml': '# nothing\n' });
    const nothing = join(empty, 'nothing.yaml');
    const map = join(write('one', { 'map.yaml': MAP }), 'map.yaml');
    const cure = 'no object: name a file or folder of manifests\n';
    expect(run(empty)).toEqual({
      code: 2,
      printed: '',
      complained: `passed over 1 document that is no manifest: FOLDER/empty/Chart.yaml:1\nFOLDER/empty: ${cure}`,
    });
    expect(run('--json', empty, map)).toMatchObject({ code: 2, complained: expect.stringContaining(cure) });
    expect(run('--verdicts', nothing)).toEqual({
      code: 2,
      printed: '',
      complained: `FOLDER/empty/nothing.yaml: ${cure}`,
    });
    expect(run(nothing, map)).toMatchObject({ code: 0, complained: '' });
  });
});

describe('npm run analyze of what it can read in part', () => {
  const broken = write('broken', { 'a.yaml': 'a: [\n', 'b.yaml': MAP.replace('name: a', 'name: A') });
  const line =
    'FOLDER/broken/a.yaml:1: flow sequence in block collection must be sufficiently indented and end with a ]';

  it('fails and tells what it found in the rest too', () => {
    expect(run(broken)).toMatchObject({ code: 2, complained: '' });
    expect(run(broken).printed).toMatchInlineSnapshot(`
FOLDER/broken/a.yaml:1
  error AMB009 DocumentIsReadable
    found flow sequence in block collection must be sufficiently indented and end with a ]
    expected manifests in YAML or JSON
    cure: correct this first: what refers to objects that could not be read is blamed for it

FOLDER/broken/b.yaml:1
  error AMB600 ApiServerAccepts
    found ConfigMap default/A with metadata.name: "A" is no DNS name
    expected an object that the API server takes
    cure: correct the value where it is given; the definition of the kind says what is allowed

2 errors in 1 object

`);
  });

  it('has the unreadable in JSON, and tells people beside it', () => {
    const { code, printed, complained } = run('--json', broken);
    expect([code, complained]).toEqual([2, `${line}\n`]);
    expect(JSON.parse(printed)).toMatchObject({
      objects: 1,
      error: 2,
      findings: [{ id: 'AMB009', file: 'FOLDER/broken/a.yaml', line: 1 }, { id: 'AMB600' }],
    });
  });

  it('has the unreadable in SARIF, so that there is something to upload', () => {
    const { code, printed } = run('--format', 'sarif', broken);
    const [{ tool, results }] = JSON.parse(printed).runs;
    expect([code, results.map(({ ruleId }: { ruleId: string }) => ruleId)]).toEqual([2, ['AMB009', 'AMB600']]);
    expect(tool.driver.rules[results[0].ruleIndex]).toEqual({ id: 'AMB009', name: 'DocumentIsReadable' });
    const nowhere = run('--format', 'sarif', join(folder, 'nowhere'));
    expect([nowhere.code, JSON.parse(nowhere.printed).runs[0].results]).toMatchObject([2, [{ ruleId: 'AMB009' }]]);
  });

  it('has the unreadable among annotations for GitHub', () => {
    const [first] = run('--format', 'github', broken).printed.split('\n');
    expect(first).toMatch(
      '::error file=FOLDER/broken/a.yaml,line=1,title=AMB009 DocumentIsReadable::found flow sequence',
    );
  });
});

test('npm run analyze fails on an empty pipe', () => {
  const command = [...ANALYZE, '-'];
  const { status, stdout, stderr } = spawnSync('node', command, { cwd: ROOT, input: '', encoding: 'utf8' });
  expect([status, stdout, stderr]).toEqual([
    2,
    '',
    'stdin: no object: see whether the command before the pipe failed\n',
  ]);
});
