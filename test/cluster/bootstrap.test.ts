import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Plan, planTopology } from '../../scripts/bootstrap/plan/plan';
import { stageOf } from '../../scripts/bootstrap/up/apply-files';
import { components } from '../../scripts/bootstrap/verify/checks/components';
import { discovery } from '../../scripts/bootstrap/verify/checks/discovery';
import { gateways } from '../../scripts/bootstrap/verify/checks/gateways';
import { membership } from '../../scripts/bootstrap/verify/checks/membership';
import { nodePorts } from '../../scripts/bootstrap/verify/checks/node-ports';
import { routes } from '../../scripts/bootstrap/verify/checks/routes';
import { sidecars } from '../../scripts/bootstrap/verify/checks/sidecars';
import { LiveCluster } from '../../scripts/bootstrap/verify/live-cluster';
import { clusterState, timeless, versions } from '../support/bootstrap/cluster-state';
import { type BootstrapRun, bootstrap, downOn, logOf, upOn } from '../support/bootstrap/run';
import { deployedFor, type PlayedIstiod, startIstiod } from '../support/istiod/start';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { BUILD_MS } from '../support/templates-program';
import { readable, verifyContext } from '../support/verify/context';

const RUN_MS = 360_000;

/** How many times longer a call of kubectl takes than on a machine that does nothing else, a tenth of a second; 1 at least. */
function slowness(lab: Lab): number {
  const started = performance.now();
  for (let call = 0; call < 5; call++) lab.kubectl(['get', 'namespaces']);
  return Math.max(1, (performance.now() - started) / 500);
}

/** The label that every namespace has. */
const NAME = 'kubernetes.io/metadata.name';

describeWithLab('up and down on a cluster of the user', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-bootstrap-'));
  let lab: Lab;
  let istiod: PlayedIstiod;
  let before: Record<string, unknown>;
  let files: string[];
  let plan: Plan;

  beforeAll(async () => {
    plan = await planTopology('intranet-internet', join(state, 'dist'));
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
      const slow = slowness(lab);
      const first = await run(upOn(state));
      succeeds(first);
      expect(first.seconds / Math.max(slow, slowness(lab))).toBeLessThan(60);
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
    'checks of what is there hold after up, and fail for what is taken away or changed',
    async () => {
      const checks = [components, gateways, nodePorts, routes, membership, sidecars, discovery];
      const look = async (unseen: string) => {
        const discoverySelectors = [
          { matchExpressions: [{ key: NAME, operator: 'NotIn' as const, values: [unseen] }] },
        ];
        const seen = { ...plan, mesh: { ...plan.mesh, meshConfig: { discoverySelectors } } };
        const get = async (args: readonly string[]) => JSON.parse(lab.kubectl(['get', ...args, '-o', 'json'])).items;
        const context = { ...verifyContext({ objects: plan.objects }), plan: seen, live: new LiveCluster({ get }) };
        return (await Promise.all(checks.map(check => check.run(context)))).flat();
      };
      const sound = await look('kube-system');
      expect(sound.filter(({ ok }) => !ok)).toEqual([]);
      expect(sound.length).toBeGreaterThan(20);

      lab.kubectl(['delete', 'deployment', '-n', 'app1-ns', 'iphone-deploy']);
      lab.kubectl(['label', 'namespace', 'app2-ns', 'istio.io/dataplane-mode-', 'istio-injection=enabled']);
      const change = [{ op: 'replace', path: '/spec/ports/1/nodePort', value: 31555 }];
      const service = 'gateway-internet-istio-gatewayclass-internet';
      lab.kubectl(['patch', 'service', '-n', 'istio-internet', service, '--type=json', '-p', JSON.stringify(change)]);
      // istio-cni may or may not have seen yet that pods have left
      const failing = (await look('app2-ns')).filter(({ ok, subject }) => !ok && !subject.startsWith('Pod '));
      expect(`\n${readable(failing).join('\n')}\n`).toMatchInlineSnapshot(`

FAILS Deployment app1-ns/iphone-deploy: it is not there
FAILS Service of Gateway istio-internet/gateway-internet: port 8080 is node port 31555, not 31001
FAILS Namespace app2-ns: istio.io/dataplane-mode is not set
FAILS Namespace app2-ns: carries istio-injection
FAILS Namespace app2-ns: no discovery selector chooses it

`);
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
