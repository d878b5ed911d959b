import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import { parseObjects } from '../../scripts/bootstrap/kubectl/live-object';
import { planTopology } from '../../scripts/bootstrap/plan/plan';
import { OUTSIDER } from '../../scripts/bootstrap/verify/mesh/outsider';
import { clusterState, versions } from '../support/bootstrap/cluster-state';
import { type BootstrapRun, bootstrap, upOn } from '../support/bootstrap/run';
import { deployedFor, startIstiod } from '../support/istiod/start';
import { startKubelet } from '../support/kubelet';
import { describeWithLab, LAB_START_MS, type Lab, labTool, startLab } from '../support/lab';
import { BUILD_MS } from '../support/templates-program';
import { startEnvoy } from '../support/verify/envoy';
import { startPod } from '../support/verify/nginx';
import { playMesh } from '../support/verify/played-mesh';
import { freePort } from '../support/verify/process';

const RUN_MS = 360_000;
const APPS = ['app1-ns', 'app2-ns'];

/** Gateways by their namespace, with the port of their listener and the app behind them. */
const GATEWAYS: Readonly<Record<string, { readonly port: number; readonly app: string }>> = {
  'istio-intranet': { port: 80, app: 'app1-ns' },
  'istio-internet': { port: 8080, app: 'app2-ns' },
};

describeWithLab('verify, as a program, of a topology that up has brought to a cluster', () => {
  const state = mkdtempSync(join(tmpdir(), 'ambient-verify-'));
  const programs: { stop(): void }[] = [];
  let lab: Lab;
  let envoy: { stop(): void };

  /** nginx for each pod of an app, Envoy for the gateways, and what was recorded for ztunnel and istiod. */
  const play = async () => {
    const pods = parseObjects(lab.kubectl(['get', 'pods', '--all-namespaces', '-o', 'json']));
    const inside = (namespace: string) => pods.filter(({ metadata }) => metadata.namespace === namespace);
    const mesh = await playMesh(
      APPS.flatMap(inside),
      pods.filter(({ metadata }) => metadata.labels?.app === 'ztunnel'),
    );
    programs.push(mesh);
    const listeners = [];
    const proxies = [];
    for (const [namespace, { port, app }] of Object.entries(GATEWAYS)) {
      const pages = await Promise.all(inside(app).map(({ metadata }) => startPod(metadata.name, app)));
      programs.push(...pages);
      const local = await freePort();
      listeners.push({ port: local, rules: [{ pods: pages.map(page => page.port), cookie: 'iphone-cookie' }] });
      proxies.push(
        ...inside(namespace).map(({ metadata: { name } }) => ({ name, namespace, ports: { [port]: local } })),
      );
    }
    envoy = await startEnvoy(listeners);
    programs.push(envoy, await startKubelet(lab, [...mesh.pods, ...proxies], mesh.programs));
  };

  /** Pods never end here by themselves: the one that knocks from outside does. */
  const endOutsider = async (signal: AbortSignal) => {
    const { name, namespace } = OUTSIDER;
    const done = ['--subresource=status', '--type=merge', '-p', '{"status":{"phase":"Succeeded"}}'];
    const args = ['--kubeconfig', lab.kubeconfig, 'patch', 'pod', name, '-n', namespace, ...done];
    while (!signal.aborted) {
      await promisify(execFile)(labTool('kubectl'), args).catch(() => undefined);
      await pause(500);
    }
  };

  beforeAll(
    async () => {
      const { objects } = await planTopology('intranet-internet', join(state, 'dist'));
      const made = deployedFor(objects);
      lab = await startLab({ crds: [] });
      programs.push(startIstiod(lab, made));
      const { code, stdout, stderr } = await bootstrap(upOn(state), { lab, state });
      if (code !== 0) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
      await play();
    },
    LAB_START_MS + BUILD_MS + RUN_MS,
  );

  afterAll(() => {
    for (const program of programs) program.stop();
    lab?.down();
    rmSync(state, { recursive: true, force: true });
  });

  const verify = async (...args: string[]): Promise<BootstrapRun> => {
    const end = new AbortController();
    const ended = endOutsider(end.signal);
    const run = await bootstrap(['verify', ...args], { lab, state });
    end.abort();
    await ended;
    return run;
  };

  test(
    'ends with code 0 and a table where all of it holds, and leaves everything as it was',
    async () => {
      const before = versions(clusterState(lab));
      const { code, stdout, stderr } = await verify();
      const states = stdout.match(/^(holds|FAILS|-) +[a-z-]+/gm)?.map(row => row.replace(/ +/, ' '));
      expect({ states, stderr, stdout: code === 0 ? '' : stdout }).toMatchInlineSnapshot(`
{
  states: [
    holds components,
    holds gateways,
    holds node-ports,
    holds routes,
    - waypoints,
    - discovery,
    holds membership,
    holds sidecars,
    holds sync,
    holds workloads,
    holds signing,
    holds sockets,
    holds reachable,
    holds routing,
    holds spread,
    holds sticky,
    - certificates,
    - passthrough,
    holds identities,
    holds plaintext,
  ],
  stderr: ,
  stdout: ,
}
`);
      expect(stdout).toMatch(/^ {9}http:.*: 21 requests met all 2 pods\n {11} *\d+ {2}iphone-deploy-/m);
      expect(stdout).toMatch(/^intranet-internet on lab: all of it holds$/m);
      expect(versions(clusterState(lab))).toEqual(before);
      expect(lab.attempt(['get', 'pod', OUTSIDER.name]).code).toBe(1);
    },
    RUN_MS,
  );

  test(
    'prints one object with --json, and ends with code 1 where something does not hold',
    async () => {
      const good = await verify('--json', '--only', 'reachable,sticky');
      expect(good).toMatchObject({ code: 0, stderr: '' });
      expect(JSON.parse(good.stdout)).toMatchObject({ ok: true, checks: [{ id: 'reachable' }, { id: 'sticky' }] });
      envoy.stop();
      const bad = await verify('--json', '--only', 'gateways,reachable');
      expect(bad).toMatchObject({ code: 1, stderr: '' });
      const { ok, exitCode, checks } = JSON.parse(bad.stdout);
      expect({ ok, exitCode }).toEqual({ ok: false, exitCode: 1 });
      const failing = checks.filter(({ outcomes }: { outcomes: { ok: boolean }[] }) => outcomes.some(one => !one.ok));
      expect(failing.map(({ id }: { id: string }) => id)).toEqual(['reachable']);
      const plain = await verify('--only', 'gateways,reachable');
      expect(plain).toMatchObject({ code: 1, stderr: 'intranet-internet on lab: 1 of 2 checks fail: reachable\n' });
      expect(plain.stdout).toMatch(/^FAILS {2}reachable /m);
    },
    RUN_MS,
  );
});
