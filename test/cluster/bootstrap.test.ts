import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planTopology } from '../../scripts/bootstrap/plan/plan';
import { stageOf } from '../../scripts/bootstrap/up/apply-files';
import { clusterState, timeless, versions } from '../support/bootstrap/cluster-state';
import { type BootstrapRun, bootstrap, downOn, logOf, upOn } from '../support/bootstrap/run';
import { deployedFor, type PlayedIstiod, startIstiod } from '../support/istiod/start';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { BUILD_MS } from '../support/templates-program';

const RUN_MS = 180_000;

describeWithLab('up and down on a cluster of the user', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-bootstrap-'));
  let lab: Lab;
  let istiod: PlayedIstiod;
  let before: Record<string, unknown>;
  let files: string[];

  beforeAll(async () => {
    const plan = await planTopology('intranet-internet', join(state, 'dist'));
    files = plan.files.map(stageOf);
    const made = deployedFor(plan.objects);
    lab = await startLab({ crds: [], nodes: 2 });
    istiod = startIstiod(lab, made);
    before = timeless(clusterState(lab));
  }, LAB_START_MS + BUILD_MS);

  afterAll(() => {
    istiod?.stop();
    lab?.down();
    rmSync(state, { recursive: true, force: true });
  });

  const run = (args: readonly string[]) => bootstrap(args, { lab, state });
  const succeeds = ({ code, stdout, stderr }: BootstrapRun) => {
    if (code !== 0) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
  };

  test(
    'up brings the topology up well within a minute, and the log has time and calls of each stage',
    async () => {
      const first = await run(upOn(state));
      succeeds(first);
      expect(first.seconds).toBeLessThan(60);
      const stages = logOf(first).match(/stage \S.*: \d+\.\d s, \d+ calls/g) ?? [];
      expect(stages.map(stage => /stage (.*):/.exec(stage)?.[1])).toEqual([
        'synthesis',
        'preflight',
        'custom resource definitions',
        ...files,
        'routes and leftovers',
        'addresses',
      ]);
    },
    RUN_MS,
  );

  test(
    'up again writes nothing',
    async () => {
      const written = versions(clusterState(lab));
      succeeds(await run(upOn(state)));
      expect(versions(clusterState(lab))).toEqual(written);
    },
    RUN_MS,
  );

  test(
    'down keeps the definitions and says so; down --crds leaves the cluster as it was; a third one finds nothing',
    async () => {
      const first = await run(downOn());
      succeeds(first);
      expect(first.stdout).toContain('keeps 25 custom resource definitions; down --crds deletes them');
      succeeds(await run(downOn('--crds')));
      expect(timeless(clusterState(lab))).toEqual(before);
      const third = await run(downOn('--crds'));
      succeeds(third);
      expect(third.stdout).toContain('nothing of ours is on lab');
    },
    RUN_MS,
  );
});
