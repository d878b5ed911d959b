import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Declined } from '../../../../scripts/bootstrap/down/cluster-objects';
import { describeEnd, endOf } from '../../../../scripts/bootstrap/end';
import { openLog } from '../../../../scripts/bootstrap/log-file';
import { main } from '../../../../scripts/bootstrap/main';
import { Interrupted, NeedsAnswer, problem } from '../../../../scripts/bootstrap/problems';
import { StateFolder } from '../../../../scripts/bootstrap/state-folder';
import { readLastRun, writeLastRun } from '../../../../scripts/bootstrap/up/target';
import { Faults } from '../../../../scripts/crds/faults';
import { testSession } from '../../../support/bootstrap/session';

const state = mkdtempSync(join(tmpdir(), 'ambient-end-'));
afterAll(() => rmSync(state, { recursive: true }));

const opened = { session: testSession({ state }).session, logPath: 'LOG' };
const thrown = (error: Error) => endOf(() => Promise.reject(error), opened);

describe('a run ends', () => {
  it.each([
    ['a problem', problem('AMB905', 'the kubeconfig has no context x', 'name another'), 1],
    ['definitions that are not to be had', new Faults(['x could not be downloaded'], ['set CRDS_DIR']), 1],
    ['a fault that says itself what to do', new Faults(['the CRD lock has no set x']), 1],
    ['Ctrl-C', new Interrupted('SIGINT'), 130],
    ['SIGTERM', new Interrupted('SIGTERM'), 143],
    ['a question that nobody answers', new NeedsAnswer('Delete it?'), 3],
    ['a question that is answered by no', new Declined(), 3],
    ['a folder that is not ours', Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' }), 1],
    ['a disk that is not written to', Object.assign(new Error('EROFS: read-only'), { code: 'EROFS' }), 1],
    ['a full disk', Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC' }), 1],
    ['a file in the place of a folder', Object.assign(new Error('EEXIST: file already exists'), { code: 'EEXIST' }), 1],
    ['a mistake of its own', new TypeError('x is not a function'), 1],
  ])('by %s, and says what to do', async (_, error, code) => {
    const end = await thrown(error);
    expect(end.code).toBe(code);
    expect(end.text).not.toMatch(/\n\s+at /);
    expect(`\n${end.text}\n`).toMatchSnapshot();
  });

  it('with one object for --json, which says how', async () => {
    const good = await endOf(async () => ({ holds: true, result: { context: 'lab' }, text: '' }), opened);
    const { seconds: _, ...told } = JSON.parse(describeEnd('down', good, opened, true));
    expect(told).toEqual({
      ...{ command: 'down', ok: true, exitCode: 0, calls: 0, stages: [], log: 'LOG', context: 'lab' },
    });
    const bad = JSON.parse(describeEnd('down', await thrown(new NeedsAnswer('Sure?')), opened, true));
    expect(bad).toMatchObject({ ok: false, exitCode: 3, error: expect.stringContaining('add --yes') });
  });
});

/** Runs the program within this process, with the variables of a test and a folder of its own. */
async function run(args: readonly string[], env: Record<string, string> = {}) {
  const printed = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') => ({ write: (text: string) => (printed[name] += text) });
  const before = { ...process.env };
  Object.assign(process.env, env);
  const streams = { stdin: {}, stdout: stream('stdout'), stderr: stream('stderr') } as never;
  const code = await main([args[0], '--state', state, ...args.slice(1)], streams).finally(() => {
    process.env = before;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.removeAllListeners(signal);
  });
  return { code, ...printed };
}

describe('the command line', () => {
  it('is told of what it does not know, with code 2', async () => {
    expect(await run(['up', '--wrokers', '2'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--workers'),
    });
    expect(await run(['up', '--host-port', 'x'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('NODEPORT=HOSTPORT, for example 30081=8081'),
    });
    expect(await run(['down', '--timeout', '0'])).toMatchObject({ code: 2 });
  });

  it.each([
    ['up', '--workers', '1000'],
    ['up', '--timeout', '1e9'],
    ['down', '--name', 'Bad Name'],
    ['down', '--context', ''],
    ['verify', '--state', ''],
    ['up', '--output', ' '],
    ['up', '--node-image', ''],
  ])('is told of values that make no sense, with code 2: %s', async (...args) => {
    expect(await run([...args])).toMatchObject({ code: 2, stderr: expect.stringContaining(`'${args[2]}' is invalid`) });
  });

  it('fails a dry run whose output folder holds something else', async () => {
    const full = mkdtempSync(join(state, 'full-'));
    writeFileSync(join(full, 'letter.txt'), 'mine');
    const args = ['up', '--dry-run', '--context', 'none', '--output', full];
    expect((await run(args)).stderr).toMatch(/error AMB006(.*\n)+.*letter\.txt/);
  });

  it.each([
    [['up', 'nope', '--dry-run'], 'there is no topology "nope"'],
    [['verify', '--only', 'foo'], 'there is no check foo'],
    [['verify', '--only', ''], 'there is no check ""'],
  ])('is told of names that nothing has, with code 2: %j', async (args, said) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
  });

  it('ends with code 2 for a variable that verify cannot read', async () => {
    expect(await run(['verify', '--context', 'none'], { ISTIO_VERSION: '9', TOPOLOGY: 'home-lab' })).toMatchObject({
      code: 2,
    });
  });

  it('prints its help with code 0', async () => expect(await run(['up', '--help'])).toMatchObject({ code: 0 }));

  it('makes the topology of the environment, and says what is wrong with a variable', async () => {
    const dry = ['up', '--dry-run', '--context', 'none', '--output', join(state, 'dist')];
    const wrong = await run(dry, { ISTIO_VERSION: '9', TOPOLOGY: 'home-lab' });
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('found "9" in ISTIO_VERSION') });
    const without = await run(dry, { ISTIO_ENABLED: 'false' });
    expect(without.code).toBe(0);
    expect(without.stdout).not.toMatch(/istiod|gateway-api/);
    expect(without.stdout).toContain('dry run: up would make these');
    expect(existsSync(join(state, 'dist'))).toBe(false);
    expect(readLastRun(new StateFolder(state))).toBeUndefined();
  });

  it('names a folder of definitions that is not there, and what to do', async () => {
    const { stderr } = await run(['up', '--dry-run', '--context', 'none', '--crds-dir', join(state, 'nope')]);
    expect(stderr).toContain('nope\n  cure: name a folder with the published files in CRDS_DIR or --crds-dir');
  });

  it.each([
    ['up', '--dry-run', '--context', 'none'],
    ['verify', '--context', 'none', '--only', 'x'],
    ['down', '--context', 'none', '--yes'],
  ])('takes a file for no folder of states: %s', async (...args) => {
    const { stderr } = await run([...args, '--state', __filename]);
    expect(stderr).not.toContain('AMB999');
  });

  it.each([
    [
      'prototypes/03-https-openssl',
      /^openssl x509 -req .*\n/m,
      /^kubectl .* apply .* -f - {3}# Secret apple\/apple-tls$/m,
    ],
    ['openshift-bookinfo', /^helm template sail-operator /m, /v1\.5\.1\/.*gatewayclasses\.yaml/],
    ['shared-gateway', /none is left to up: they come with/, /apply .*flux2.*install\.yaml {3}# flux v2\.9\.5, unless/],
  ])('prints every call for %s with --dry-run, and makes none', async (topology, ...calls) => {
    const { code, stdout } = await run(['up', topology, '--dry-run', '--context', 'none']);
    expect(code).toBe(0);
    for (const call of calls) expect(stdout).toMatch(call);
    expect(stdout.match(/^openssl req -x509 /gm)?.length ?? 1).toBe(1);
    expect(existsSync(join(state, 'clusters', 'none', 'apply'))).toBe(false);
    expect(existsSync(join(state, 'clusters', 'none', 'wait'))).toBe(false);
  });

  it('knows what the last up was told, for the same cluster alone', async () => {
    writeLastRun(new StateFolder(state), { context: 'none', topology: 'home-lab', variables: { ISTIO_VERSION: '9' } });
    expect((await run(['verify'])).stderr).toContain('found "9" in ISTIO_VERSION');
    expect((await run(['verify', '--context', 'none'])).stderr).toContain('found "9" in ISTIO_VERSION');
    expect((await run(['verify', '--context', 'other', '--only', 'x'])).stderr).toContain('there is no check x');
  });
});

test('the newest twenty logs stay', () => {
  const folder = new StateFolder(join(state, 'logs-of'));
  for (let day = 1; day <= 25; day++) openLog(folder, day % 2 ? 'up' : 'down', new Date(2026, 0, day)).log('line');
  const kept = readdirSync(folder.path('logs'));
  expect(kept).toHaveLength(20);
  expect(kept.some(name => name.includes('2026-01-25') || name.includes('2026-01-24'))).toBe(true);
});
