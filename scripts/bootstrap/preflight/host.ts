import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { memoryNeeded } from '../plan/memory';
import { error, type Problem, warning } from '../problems';
import type { PreflightContext } from './preflight';

/** The container engine answers. */
export async function checkEngine({ engine }: PreflightContext): Promise<Problem[]> {
  if (engine === undefined || engine.engine !== undefined) return [];
  const cure = 'start Docker, Podman or nerdctl, or use a cluster of yours with --context';
  return [error('AMB913', `no container engine: ${engine.why}`, cure)];
}

/** What `--host-port` names are node ports of the topology, and no two of them lead to one port of the host. */
export async function checkMappings({ options, ports }: PreflightContext): Promise<Problem[]> {
  if (options.context !== undefined) return [];
  const known = ports.map(({ nodePort }) => nodePort);
  const strange = [...options.hostPort.keys()].filter(nodePort => !known.includes(nodePort));
  const twice = ports.filter((port, index) =>
    ports.slice(0, index).some(({ hostPort, protocol }) => hostPort === port.hostPort && protocol === port.protocol),
  );
  const those = known.length === 0 ? 'it has none: leave --host-port out' : `name one of: ${known.join(', ')}`;
  return [
    ...strange.map(nodePort => error('AMB901', `the topology has no node port ${nodePort}`, those)),
    ...twice.map(({ hostPort, nodePort, of }) => {
      const what = `port ${hostPort} of this host is to lead to ${nodePort} of ${of}, and to another node port`;
      return error('AMB901', what, `map it to another one with --host-port ${nodePort}=PORT`);
    }),
  ];
}

/** Every port of the host that the topology asks for is free, where the cluster is yet to be made. */
export async function checkHostPorts({ cluster, ports, session }: PreflightContext): Promise<Problem[]> {
  if (session.dryRun || cluster !== 'absent') return [];
  const problems: Problem[] = [];
  for (const { hostPort, nodePort, of, protocol } of ports) {
    if (protocol === 'TCP' && !(await isFree(hostPort))) {
      const cure = `end what listens there, or map it to another one with --host-port ${nodePort}=PORT`;
      problems.push(error('AMB914', `port ${hostPort} of this host is in use, and ${of} needs it`, cure));
    }
  }
  return problems;
}

export const isFree = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '0.0.0.0', () => server.close(() => resolve(true)));
  });

/** The machine that containers run on has the memory that the pods ask for. */
export async function checkMemory({ engine, plan, options, session }: PreflightContext): Promise<Problem[]> {
  if (engine?.engine === undefined || session.dryRun || engine.memoryBytes === 0) return [];
  const needed = memoryNeeded(plan.objects, plan.mesh, options.workers + 1);
  if (engine.memoryBytes >= needed) return [];
  const what = `${engine.engine} has ${gibibytes(engine.memoryBytes)} of memory, and the pods ask for ${gibibytes(needed)}`;
  return [error('AMB915', what, 'give it more (Docker Desktop: Settings, Resources), or a smaller topology')];
}

const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toFixed(1)} GiB`;

/** @see https://kind.sigs.k8s.io/docs/user/known-issues/#pod-errors-due-to-too-many-open-files */
const INOTIFY = { max_user_watches: 524288, max_user_instances: 512 };

/** Linux lets nodes watch as many files as kind advises; with less, pods may fail in time, and more so on many nodes. */
export async function checkInotify({ options, cluster }: PreflightContext, folder = '/proc/sys/fs/inotify') {
  if (options.context !== undefined || cluster === 'ours') return [];
  return Object.entries(INOTIFY).flatMap(([name, wanted]): Problem[] => {
    const found = readNumber(`${folder}/${name}`);
    if (found === undefined || found >= wanted) return [];
    const cure = `sudo sysctl fs.inotify.${name}=${wanted}`;
    return [warning('AMB916', `fs.inotify.${name} is ${found}, and kind advises ${wanted}`, cure)];
  });
}

/** Absent where the system has no such file: not on Linux. */
function readNumber(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
