import { wordsOf } from './load-balancer/background';
import { problem } from './problems';
import type { Session } from './session';

/** Who changes a cluster at the moment; left behind by a run that was killed. */
interface RunNote {
  readonly command: string;
  readonly pid: number;
}

const NOTE = 'running.json';
const PROGRAM = 'scripts/bootstrap.ts';

/**
 * Does the work unless another run changes the same cluster from the same state folder: each would remove what the other
 * has written there for kubectl.
 * @throws ProblemsError while another one is under way
 */
export async function asOnlyRun<T>(session: Session, command: string, work: () => Promise<T>): Promise<T> {
  const { state, clusterFolder, kubectl, dryRun } = session;
  if (dryRun) return work();
  const other = state.readJson<RunNote>(clusterFolder, NOTE);
  if (other !== undefined && other.pid !== process.pid && wordsOf(other.pid).includes(PROGRAM)) {
    const what = `${other.command} is under way on ${kubectl.context}, as process ${other.pid}`;
    throw problem('AMB908', what, `wait until it has ended, or end it: kill ${other.pid}`);
  }
  state.write(JSON.stringify({ command, pid: process.pid }), [clusterFolder, NOTE]);
  try {
    return await work();
  } finally {
    state.remove(clusterFolder, NOTE);
  }
}
