import { error, type Problem, ProblemsError } from '../problems';
import type { Session } from '../session';

/** Whether the kubeconfig has the session's context; unknown where there is no kubectl to tell. */
export async function findContext({ run, kubectl: { context } }: Session): Promise<'there' | 'absent' | 'unknown'> {
  const args = ['config', 'get-contexts', context, '-o', 'name'];
  const { code } = await run({ tool: 'kubectl', args, timeoutMs: 15_000 });
  if (code === 127) return 'unknown';
  return code === 0 ? 'there' : 'absent';
}

export const noContext = (context: string, cure: string): Problem =>
  error('AMB905', `the kubeconfig has no context ${context}`, cure);

/** @throws ProblemsError where the kubeconfig has no such context */
export async function requireContext(session: Session, cure: string): Promise<void> {
  if ((await findContext(session)) === 'absent') throw new ProblemsError([noContext(session.kubectl.context, cure)]);
}
