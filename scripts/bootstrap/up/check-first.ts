import { type ClusterState, findCluster } from '../kind/cluster';
import { findEngine } from '../kind/engine';
import { nodeImageFor } from '../kind/node-image';
import type { UpOptions } from '../options';
import { portMappingsOf } from '../plan/node-ports';
import type { Plan } from '../plan/plan';
import { PREFLIGHT } from '../preflight/checks';
import { type PreflightContext, preflight } from '../preflight/preflight';
import { formatProblems, ProblemsError } from '../problems';
import type { Session } from '../session';

/** Looks before it leaps. @throws ProblemsError with every problem at once */
export async function checkFirst(session: Session, options: UpOptions, plan: Plan): Promise<PreflightContext> {
  const onKind = options.context === undefined;
  const image = options.nodeImage ?? nodeImageFor(plan.mesh.row.kubernetes).image;
  const engine = onKind ? await findEngine(session.run, session.env) : undefined;
  const cluster = engine?.engine === undefined ? undefined : await clusterState(session);
  const ports = onKind ? portMappingsOf(plan.objects, options.hostPort) : [];
  const context = { session, options, plan, ports, image, engine, cluster };
  const problems = await preflight(PREFLIGHT, context);
  if (problems.some(({ level }) => level === 'error')) throw new ProblemsError(problems);
  if (problems.length > 0) session.report.line(formatProblems(problems));
  return context;
}

/** Unknown where kind is not there, which is a problem of its own. */
async function clusterState(session: Session): Promise<ClusterState | undefined> {
  const { code } = await session.run({ tool: 'kind', args: ['version'], timeoutMs: 15_000 });
  return code === 127 ? undefined : findCluster(session);
}
