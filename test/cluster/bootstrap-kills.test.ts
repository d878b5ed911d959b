import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planTopology } from '../../scripts/bootstrap/plan/plan';
import { stageOf } from '../../scripts/bootstrap/up/apply-files';
import { clusterState, timeless } from '../support/bootstrap/cluster-state';
import { type Killer, killer, seeded } from '../support/bootstrap/killer';
import { type BootstrapRun, bootstrap, downOn, upFromNetwork, upOn, withFullDisk } from '../support/bootstrap/run';
import { deployedFor, type PlayedIstiod, startIstiod } from '../support/istiod/start';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';
import { SEED } from '../support/seed';
import { BUILD_MS } from '../support/templates-program';

/** Decides when within a call the process group is killed; set it to have a failed run again. */
const LONGEST_DELAY = 0.25;
const LEAST_KILLS = 50;
const FEWEST_MOMENTS = 5;

describeWithLab(`up, killed (SEED=${SEED})`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-kills-'));
  const state = join(folder, 'state');
  const random = seeded(SEED);
  let lab: Lab;
  let istiod: PlayedIstiod;
  let strike: Killer;

  beforeAll(async () => {
    process.stdout.write(`SEED=${SEED}\n`);
    const plan = await planTopology('intranet-internet', join(state, 'dist'));
    files = plan.files.map(stageOf);
    const made = deployedFor(plan.objects);
    lab = await startLab({ crds: [], nodes: 2 });
    istiod = startIstiod(lab, made);
    strike = killer(join(folder, 'killer'), 'kubectl', labTool('kubectl'));
  }, LAB_START_MS + BUILD_MS);

  afterAll(() => {
    istiod?.stop();
    lab?.down();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[]) => bootstrap(args, { lab, state, path: [strike.path], env: strike.env });
  const succeed = async (args: readonly string[]): Promise<BootstrapRun> => {
    strike.disarm();
    const outcome = await run(args);
    if (outcome.code !== 0) throw new Error(`exit code ${outcome.code}\n${outcome.stdout}${outcome.stderr}`);
    return outcome;
  };

  /** Kills a run at a moment between its start and its end. */
  const killAfter = (moment: number) => {
    strike.disarm();
    const onStart = (group: number) => setTimeout(() => signalGroup(group, 'SIGKILL'), moment * 1000);
    return bootstrap(upOn(state), { lab, state, path: [strike.path], env: strike.env, onStart });
  };

  /** Does something to a run while it is in one of its stages. */
  const disturb = (stage: string, act: (group: number) => void, ...options: string[]) => {
    strike.disarm();
    const onStage = (name: string, group: number) => name === stage && act(group);
    return bootstrap(upOn(state, ...options), { lab, state, path: [strike.path], env: strike.env, onStage });
  };
  const anyStage = () => files[Math.floor(random() * files.length)];

  let undisturbed: Record<string, unknown>;
  let calls: string[];
  let files: string[];
  let seconds: number;

  test('an undisturbed run shows what others are to come to', async () => {
    seconds = (await succeed(upOn(state))).seconds;
    undisturbed = timeless(clusterState(lab));
    calls = [...new Set(strike.calls())];
    await succeed(downOn('--crds'));
  }, 600_000);

  test('a disk that is full while definitions are kept leaves nothing half-written, and it says what to do', async () => {
    strike.disarm();
    const env = { ...strike.env, ...withFullDisk('/cache/|/apply/\\.definitions') };
    const ended = await bootstrap(upFromNetwork(state), { lab, state, path: [strike.path], env });
    expect(ended.stdout).toMatch(/^ {3}downloads are not kept for the next run: no space left in .*cache$/m);
    expect(`${ended.stderr.split('; everything is in')[0]}\n`).toMatchInlineSnapshot(`
error AMB904: ENOSPC: no space left on device, write
  cure: make room, or name another folder with --state or --output; then run the same command again
ended at "custom resource definitions"

`);
    expect(ended.code).toBe(1);
    expect(readdirSync(join(state, 'cache'))).toEqual([]);
  }, 60_000);

  test('in every call of kubectl in turn, and at random moments, it comes to the same', async () => {
    for (const call of calls) {
      strike.arm(call, random() * LONGEST_DELAY);
      const { code, signal, stdout, stderr } = await run(upOn(state));
      if (signal !== 'SIGKILL') throw new Error(`not struck in ${call}: exit code ${code}\n${stdout}${stderr}`);
    }
    expect(strike.struck()).toEqual(calls);
    const moments = Array.from({ length: Math.max(FEWEST_MOMENTS, LEAST_KILLS - calls.length) }, random);
    for (const moment of moments) await killAfter(moment * seconds);
    await succeed(upOn(state));
    expect(timeless(clusterState(lab))).toEqual(undisturbed);
    process.stdout.write(`killed in ${calls.length} calls and at ${moments.length} moments\n`);
  }, 3_000_000);

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)(
    '%s ends it with code %i and the way to go on',
    async (signal, code) => {
      await succeed(downOn());
      const ended = await disturb(anyStage(), group => signalGroup(group, signal));
      expect(ended).toMatchObject({ code, signal: null });
      expect(ended.stderr).toMatch(
        new RegExp(
          `^interrupted by ${signal} during ".*"; what is done stays: run the same command again to go on$`,
          'm',
        ),
      );
      await succeed(upOn(state));
      expect(timeless(clusterState(lab))).toEqual(undisturbed);
    },
    600_000,
  );

  test('an API server that is away for 20 seconds is waited for', async () => {
    await succeed(upOn(state));
    const takeAway = () => {
      lab.part('stop', 'kube-apiserver');
      setTimeout(() => {
        lab.part('start', 'kube-apiserver');
        for (let tries = 0; tries < 100 && lab.attempt(['get', '--raw', '/readyz']).code !== 0; tries++);
        // what plays the nodes does not always take up its pods again by itself
        lab.part('stop', 'kwok');
        lab.part('start', 'kwok');
      }, 20_000);
    };
    // controllers look for it again after pauses that have grown up to half a minute, one after the other
    const ended = await disturb(anyStage(), takeAway, '--timeout', '240');
    if (ended.code !== 0) throw new Error(`exit code ${ended.code}\n${ended.stdout}${ended.stderr}`);
    expect(ended.stdout).toMatch(/trying again: /);
    expect(timeless(clusterState(lab))).toEqual(undisturbed);
  }, 600_000);
});

/** A group that is gone already needs no signal. */
function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
