import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SHARED } from './shared';

const BIN = process.env.LAB_BIN ?? join(homedir(), '.cache', 'kubernetes-lab', 'bin');
const CLUSTER = join(SHARED, 'lab', 'cluster.sh');

/** The custom resources of the default mesh: Gateway API 1.6.1 and Istio 1.31. */
export const DEFAULT_CRDS: readonly string[] = [
  join(SHARED, 'crds', 'gateway-api', 'v1.6.1'),
  join(SHARED, 'crds', 'istio', '1.31.0-rc.0', 'crds.yaml'),
];

/** The path of a tool of the lab: kubectl, kubeconform, helm, kind. */
export const labTool = (name: string): string => join(BIN, name);

/** A describe block that needs a real API server, skipped where the lab is not built. */
export const describeWithLab: jest.Describe =
  existsSync(CLUSTER) && existsSync(labTool('kube-apiserver')) ? describe : (describe.skip as jest.Describe);

/** How long `startLab` may take, with some room: the limit for a `beforeAll`. */
export const LAB_START_MS = 180_000;

/** How a run of kubectl ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A Kubernetes API of its own on loopback; pods are scheduled and turn Ready, no container runs. */
export interface Lab {
  readonly kubeconfig: string;
  /** Runs kubectl with `input` on stdin and returns what it printed; throws what it complained of. */
  kubectl(args: readonly string[], input?: string): string;
  /** Runs kubectl and returns how it ended, whether well or not. */
  attempt(args: readonly string[], input?: string): Outcome;
  /** Stops or starts one of its processes: `etcd`, `kube-apiserver`, `kube-controller-manager`, `kube-scheduler`, `kwok`. */
  part(action: 'stop' | 'start', name: string): void;
  /** Ends every process of it and removes its folder; safe to call twice. */
  down(): void;
}

const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

/** Three free ports in a row, searched from a place of this process's own and below the ephemeral range. */
async function freePorts(): Promise<number> {
  for (let step = 0; step < 1000; step++) {
    const port = 20_000 + (((process.pid * 3) % 9_000) + step * 3);
    const free = await Promise.all([port, port + 1, port + 2].map(isFree));
    if (free.every(Boolean)) return port;
  }
  throw new Error('no three free ports in a row');
}

function run(kubeconfig: string, args: readonly string[], input?: string): Outcome {
  const { status, stdout, stderr, error } = spawnSync(labTool('kubectl'), ['--kubeconfig', kubeconfig, ...args], {
    input: input ?? '',
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (error) throw error;
  return { code: status ?? 1, stdout, stderr };
}

/** Ends the cluster once this process is gone: a test run that is killed cannot, and jest has no exit handlers. */
function watch(folder: string): ChildProcess {
  const script = 'while kill -0 "$2" 2>/dev/null; do sleep 1; done; "$0" down "$1"; rm -rf "$1"';
  const watcher = spawn('bash', ['-c', script, CLUSTER, folder, `${process.pid}`], { detached: true, stdio: 'ignore' });
  watcher.unref();
  return watcher;
}

/** Starts a cluster, applies the CRDs server-side and waits until they are established: about 20 seconds. */
export async function startLab({ crds = DEFAULT_CRDS, nodes = 1 } = {}): Promise<Lab> {
  const folder = mkdtempSync(join(tmpdir(), 'ambient-lab-'));
  const port = await freePorts();
  const ports = { API_PORT: `${port}`, ETCD_PORT: `${port + 1}`, NODES: `${nodes}`, LAB_BIN: BIN };
  const kubeconfig = join(folder, 'kubeconfig');

  const attempt = (args: readonly string[], input?: string) => run(kubeconfig, args, input);
  const kubectl = (args: readonly string[], input?: string) => {
    const { code, stdout, stderr } = attempt(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')} exited ${code}: ${stderr}${stdout}`);
    return stdout;
  };
  const watcher = watch(folder);
  const down = () => {
    watcher.kill();
    if (existsSync(folder)) spawnSync(CLUSTER, ['down', folder]);
    rmSync(folder, { recursive: true, force: true });
  };

  const part = (action: string, name: string) => {
    const { status, stderr } = spawnSync(CLUSTER, [action, name, folder], {
      env: { ...process.env, ...ports },
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`${action} ${name}: ${stderr}`);
  };

  try {
    await promisify(execFile)(CLUSTER, ['up', folder], { env: { ...process.env, ...ports } });
    if (crds.length > 0) {
      kubectl(['apply', '--server-side', ...crds.flatMap(path => ['-f', path])]);
      kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
    }
  } catch (error) {
    down();
    throw error;
  }
  return { kubeconfig, kubectl, attempt, part, down };
}
