import { imageReference } from '../../../lib/mesh/images';
import { parseEnvironment } from '../../../lib/topologies/environment';
import { mappedPorts } from '../kind/cluster';
import { requireContext } from '../kubectl/context';
import type { VerifyOptions } from '../options';
import { portMappingsOf } from '../plan/node-ports';
import { planTopology } from '../plan/plan';
import { ProblemsError, problem } from '../problems';
import type { Session } from '../session';
import { type Check, fails, type VerifyContext } from './check';
import { CHECKS } from './checks';
import { findEndpoints } from './find-endpoints';
import { reasonOf } from './http/request';
import { LiveCluster } from './live-cluster';
import { KubectlMesh } from './mesh/source';
import { type CheckResult, isFine, toTable } from './table';
import { targetsOf } from './targets';

/** What became of all checks. */
export interface VerifyResult {
  readonly context: string;
  readonly topology: string;
  readonly holds: boolean;
  readonly checks: readonly CheckResult[];
}

/** Looks whether a topology does on a cluster what it is for. Reads, asks and listens; one pod comes and goes. */
export async function verify(session: Session, options: VerifyOptions & { topology: string }): Promise<VerifyResult> {
  const { report, kubectl } = session;
  const chosen = choose(options);
  const plan = await planTopology(options.topology, 'dist', parseEnvironment(session.env));
  const mappings = options.context === undefined ? (mappedPorts(session) ?? portMappingsOf(plan.objects)) : undefined;
  await requireContext(session, 'npm run up first, or name a cluster that is there with --context');
  const found = await report.stage('addresses', () => findEndpoints(session, plan, mappings));
  try {
    const { objects } = plan;
    const context: VerifyContext = {
      plan,
      objects,
      live: new LiveCluster(kubectl),
      mesh: new KubectlMesh(kubectl, imageReference(plan.mesh, plan.mesh.proxy)),
      endpoints: found.endpoints,
      targets: targetsOf(objects, found.endpoints),
    };
    const checks = await report.stage('checks', () => runChecks(session, chosen, context));
    for (const line of toTable(checks, found.endpoints.length > 0)) report.line(line);
    return { context: kubectl.context, topology: options.topology, holds: checks.every(isFine), checks };
  } finally {
    found.close();
  }
}

/** One after the other: some of them send requests that others look for. */
async function runChecks(session: Session, chosen: readonly Check[], context: VerifyContext): Promise<CheckResult[]> {
  const results: CheckResult[] = [];
  for (const { id, title, run } of chosen) {
    session.report.progress(`${id}: ${title}`);
    results.push({ id, title, outcomes: await outcomesOf(session, () => run(context)) });
  }
  return results;
}

/** A check that cannot be made does not hold. */
async function outcomesOf({ signal, report }: Session, run: () => ReturnType<Check['run']>) {
  try {
    return await run();
  } catch (error) {
    signal.throwIfAborted();
    report.detail(`could not be checked: ${error instanceof Error ? error.stack : error}`);
    if (error instanceof ProblemsError) return error.problems.map(({ what, cure }) => fails('the check', what, cure));
    return [
      fails(
        'the check',
        `could not be made: ${reasonOf(error)}`,
        'mend what the log says, or leave it out with --skip',
      ),
    ];
  }
}

function choose({ only, skip }: VerifyOptions): Check[] {
  const ids = CHECKS.map(({ id }) => id);
  const unknown = [...only, ...skip].filter(id => !ids.includes(id)).map(id => (id === '' ? '""' : id));
  if (unknown.length > 0)
    throw problem('AMB902', `there is no check ${unknown.join(', ')}`, `name some of: ${ids.join(', ')}`);
  return CHECKS.filter(({ id }) => (only.length === 0 || only.includes(id)) && !skip.includes(id));
}
