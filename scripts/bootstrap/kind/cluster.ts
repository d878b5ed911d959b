import { findContext } from '../kubectl/context';
import type { PortMapping } from '../plan/node-ports';
import { problem } from '../problems';
import type { Session } from '../session';
import { CLUSTER_LABEL, toKindConfig } from './config';

/** What is known of a kind cluster of that name. */
export type ClusterState = 'absent' | 'ours' | 'half-made' | 'foreign';

/** Written before kind is called and after it is done, so that a cluster that is only half there is known as such. */
interface ClusterNote {
  readonly state: 'creating' | 'created';
  readonly ports: readonly PortMapping[];
}

const NOTE = 'kind.json';
const CREATE_MS = 15 * 60_000;

export const contextOf = (cluster: string): string => `kind-${cluster}`;

/** Whose the cluster is: a label on its nodes tells, or our note where its API server is not there yet. */
export async function findCluster(session: Session): Promise<ClusterState> {
  const { options, run, kubectl } = session;
  const { code, stdout, stderr } = await run({ tool: 'kind', args: ['get', 'clusters'], timeoutMs: 60_000 });
  if (code !== 0)
    throw problem('AMB931', `kind get clusters failed: ${stderr.trim()}`, 'make kind and its container engine work');
  if (!stdout.split('\n').includes(options.name)) return 'absent';
  const note = noteOf(session);
  if (note !== undefined) return note.state === 'creating' ? 'half-made' : 'ours';
  const labelled = [
    'get',
    'nodes',
    '--selector',
    `${CLUSTER_LABEL}=${options.name}`,
    '-o',
    'name',
    '--request-timeout=10s',
  ];
  const nodes = await run({ tool: 'kubectl', args: ['--context', kubectl.context, ...labelled], timeoutMs: 15_000 });
  return nodes.code === 0 && nodes.stdout.trim() !== '' ? 'ours' : 'foreign';
}

/** The host's ports that the cluster was made with; absent where no note tells. */
export function mappedPorts(session: Session): readonly PortMapping[] | undefined {
  return noteOf(session)?.ports;
}

export interface ClusterOptions {
  readonly image: string;
  readonly workers: number;
  readonly ports: readonly PortMapping[];
}

/** Makes the cluster, unless it is there; one that an earlier run left half-made is made anew. */
export async function ensureCluster(session: Session, state: ClusterState, options: ClusterOptions): Promise<void> {
  const { name } = session.options;
  if (state === 'ours') {
    await exportContext(session);
    return session.report.line(`   kind cluster ${name} is there`);
  }
  if (state === 'half-made') {
    session.report.line(`   kind cluster ${name} was left half-made by an earlier run: made anew`);
    await deleteCluster(session);
  }
  const config = toKindConfig({ ...options, name });
  const file = session.state.write(JSON.stringify(config, null, 2), [session.clusterFolder, 'kind-config.json']);
  writeNote(session, { state: 'creating', ports: options.ports });
  const args = ['create', 'cluster', '--name', name, '--config', file, '--wait', '180s'];
  await callKind(session, args, 'see what it says, then run the same command again: it starts afresh');
  writeNote(session, { state: 'created', ports: options.ports });
}

/** Deletes the cluster and the note of it. */
export async function deleteCluster(session: Session): Promise<void> {
  const { name } = session.options;
  await callKind(session, ['delete', 'cluster', '--name', name], 'run the same command again');
  session.state.remove(session.clusterFolder, NOTE);
}

/** Brings the context back where the kubeconfig has lost it. */
async function exportContext(session: Session): Promise<void> {
  if ((await findContext(session)) !== 'absent') return;
  await callKind(session, ['export', 'kubeconfig', '--name', session.options.name], 'run the same command again');
}

async function callKind({ run, report }: Session, args: readonly string[], cure: string): Promise<void> {
  report.progress(`kind ${args.slice(0, 2).join(' ')}`);
  const { code, stderr, stdout } = await run({ tool: 'kind', args, timeoutMs: CREATE_MS });
  if (code !== 0)
    throw problem('AMB931', `kind ${args.slice(0, 2).join(' ')} failed:\n    ${(stderr || stdout).trim()}`, cure);
}

const noteOf = ({ state, clusterFolder }: Session) => state.readJson<ClusterNote>(clusterFolder, NOTE);

function writeNote({ state, clusterFolder, dryRun }: Session, note: ClusterNote): void {
  if (!dryRun) state.write(JSON.stringify(note), [clusterFolder, NOTE]);
}
