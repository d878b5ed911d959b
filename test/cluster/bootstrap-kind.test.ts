import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { planTopology } from '../../scripts/bootstrap/plan/plan';
import { type Engine, startEngine } from '../support/bootstrap/engine';
import { killer } from '../support/bootstrap/killer';
import { type BootstrapRun, bootstrap } from '../support/bootstrap/run';
import { deployedFor, type PlayedIstiod, startIstiod } from '../support/istiod/start';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { SHARED } from '../support/shared';
import { BUILD_MS } from '../support/templates-program';

const RUN_MS = 480_000;
const IMAGE = 'kindest/node:v1.36.1@sha256:3489c7674813ba5d8b1a9977baea8a6e553784dab7b84759d1014dbd78f7ebd5';

describeWithLab('up and down on a kind cluster, with real kind and a container engine that is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-kind-'));
  const state = join(folder, 'state');
  let lab: Lab;
  let istiod: PlayedIstiod;
  let engine: Engine;

  beforeAll(async () => {
    const { objects } = await planTopology('intranet-internet', join(state, 'dist'));
    const made = deployedFor(objects);
    lab = await startLab({ crds: [], nodes: 1 });
    istiod = startIstiod(lab, made);
    engine = startEngine(folder, lab);
  }, LAB_START_MS + BUILD_MS);

  afterAll(() => {
    istiod?.stop();
    lab?.down();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (args: readonly string[], env: Record<string, string> = {}, path: string[] = []) =>
    bootstrap(args, { lab, state, path: [...path, engine.path], env: { ...engine.env, ...env } });
  const up = (...more: string[]) => [
    'up',
    ...['--crds-dir', join(SHARED, 'crds'), '--output', join(state, 'dist'), '--timeout', '60', '--yes'],
    ...more,
  ];
  const succeeds = ({ code, stdout, stderr }: BootstrapRun) => {
    if (code !== 0) throw new Error(`exit code ${code}\n${stdout}${stderr}`);
    return stdout;
  };

  test(
    'up says every problem at once, and makes no cluster',
    async () => {
      const squatter = await listen(31000);
      const { code, stderr } = await run(up('--workers', '2'), { ENGINE_MEMORY: `${2 ** 30}` });
      squatter.close();
      expect(code).toBe(1);
      // what the machine of the test lacks is a warning, and another one on each
      const errors = stderr.replace(/^warning AMB916: .*\n {2}cure: .*\n/gm, '').replace(/in \S+\.log/, 'in LOG');
      expect(errors).toMatchInlineSnapshot(`
error AMB914: port 31000 of this host is in use, and Gateway istio-intranet/gateway-intranet needs it
  cure: end what listens there, or map it to another one with --host-port 31000=PORT
error AMB915: docker has 1.0 GiB of memory, and the pods ask for 7.6 GiB
  cure: give it more (Docker Desktop: Settings, Resources), or a smaller topology
ended at "preflight"; everything is in LOG

`);
      expect(engine.containers()).toEqual({});
    },
    RUN_MS,
  );

  test(
    'up makes the cluster from the topology, and applies it',
    async () => {
      const printed = succeeds(await run(up('--workers', '1', '--host-port', '31001=8085')));
      const nodes = engine.containers();
      expect(Object.keys(nodes).sort()).toEqual(['ambient-control-plane', 'ambient-worker']);
      expect(nodes['ambient-control-plane'].image).toBe(IMAGE);
      expect(nodes['ambient-control-plane'].ports.slice(0, 2)).toEqual([
        '0.0.0.0:31000:31000/TCP',
        '0.0.0.0:8085:31001/TCP',
      ]);
      expect(nodes['ambient-worker'].ports).toEqual([]);
      expect(printed).toContain('istio-internet/gateway-internet  http://localhost:8085   (listener http, node port)');
      expect(lab.kubectl(['get', 'nodes', '-l', 'cdk8s-istio-ambient/cluster=ambient', '-o', 'name'])).toBe(
        'node/lab-0\n',
      );
    },
    RUN_MS,
  );

  test(
    'up again takes the cluster as it is',
    async () => {
      const before = engine.calls().filter(call => call.startsWith('run ')).length;
      expect(succeeds(await run(up('--workers', '1', '--host-port', '31001=8085')))).toContain(
        'kind cluster ambient is there',
      );
      expect(engine.calls().filter(call => call.startsWith('run '))).toHaveLength(before);
    },
    RUN_MS,
  );

  test('up with other ports says that the cluster has to be made anew', async () => {
    const { code, stderr } = await run(up());
    expect(code).toBe(1);
    expect(stderr).toContain(
      'error AMB918: kind cluster ambient was made without a mapping of port 31001 to 31001, which Gateway istio-internet/gateway-internet needs\n' +
        '  cure: npm run down, then npm run up: ports are mapped when the cluster is made',
    );
  }, 120_000);

  test('down deletes the cluster, and finds nothing the second time', async () => {
    expect(succeeds(await run(['down', '--yes']))).toContain('kind-ambient is down');
    expect(engine.containers()).toEqual({});
    expect(succeeds(await run(['down', '--yes']))).toContain('nothing was there to take down');
  }, 120_000);

  test('a cluster of the name that somebody else made is neither used nor deleted', async () => {
    const labels = { 'io.x-k8s.kind.cluster': 'ambient', 'io.x-k8s.kind.role': 'control-plane' };
    engine.pretend({ theirs: { labels, ports: [], image: IMAGE } });
    const refused = await run(up());
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toContain(
      'error AMB917: kind cluster ambient is there, and up did not make it\n' +
        '  cure: use another --name, or take it as it is with --context kind-ambient',
    );
    expect(await run(['down', '--yes'])).toMatchObject({ code: 1 });
    expect(Object.keys(engine.containers())).toEqual(['theirs']);
    engine.pretend({});
  }, 120_000);

  test.each([
    ['run', 'run --name', /== kind cluster\n/],
    [
      'kubeadm init',
      'exec --privileged ambient-control-plane kubeadm init',
      /was left half-made by an earlier run: made anew/,
    ],
  ])(
    'up, killed while kind calls the engine for %s, makes the cluster anew',
    async (name, start, said) => {
      const strike = killer(join(folder, `killer-${name.length}`), 'docker', engine.program);
      strike.armStart(start, 0.05);
      const first = await run(up('--workers', '1'), strike.env, [strike.path]);
      expect(first.signal).toBe('SIGKILL');
      expect(succeeds(await run(up('--workers', '1')))).toMatch(said);
      expect(Object.keys(engine.containers())).toHaveLength(2);
      succeeds(await run(['down', '--yes']));
    },
    RUN_MS,
  );
});

const listen = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '0.0.0.0', () => resolve(server));
  });
