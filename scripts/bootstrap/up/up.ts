import { lockedSource } from '../crds/definition-files';
import { installDefinitions } from '../crds/install';
import { presentDefinitions } from '../crds/present';
import { type ClusterState, ensureCluster, findCluster } from '../kind/cluster';
import { findEngine } from '../kind/engine';
import { nodeImageFor } from '../kind/node-image';
import type { UpOptions } from '../options';
import { portMappingsOf } from '../plan/node-ports';
import { type Plan, planTopology } from '../plan/plan';
import { PREFLIGHT } from '../preflight/checks';
import { type PreflightContext, preflight } from '../preflight/preflight';
import { formatProblems, ProblemsError } from '../problems';
import type { Session } from '../session';
import { type Address, findAddresses } from './addresses';
import { applyPlan } from './apply-files';
import { platformOwner } from './platform';
import { writeLastRun } from './target';

/** What `up` leaves behind, for `--json` and for the last lines. */
export interface UpResult {
  readonly context: string;
  readonly topology: string;
  readonly addresses: readonly Address[];
}

/** From whatever is there to the topology, ready. Running it again repairs and completes. */
export async function up(session: Session, options: UpOptions): Promise<UpResult> {
  const { report, kubectl, state, dryRun } = session;
  const plan = await report.stage('synthesis', async () => {
    const planned = await planTopology(options.topology, options.output);
    report.line(`   ${planned.topology}: ${planned.objects.length} objects in ${planned.files.length} files`);
    return planned;
  });
  const context = await report.stage('preflight', () => check(session, options, plan));
  if (!dryRun) {
    const kind = options.context === undefined ? options.name : undefined;
    writeLastRun(state, { context: kubectl.context, kind, topology: plan.topology });
  }
  if (options.context === undefined) {
    await report.stage('kind cluster', () =>
      ensureCluster(session, context.cluster ?? 'absent', { ...context, workers: options.workers }),
    );
  }
  await report.stage('custom resource definitions', async () => {
    const present = await presentDefinitions(kubectl);
    const owner = await platformOwner(kubectl, present);
    const source = lockedSource(options.crdsDir, state, report);
    await installDefinitions(session, { plan, source, present, owner, upgrade: options.upgradeCrds });
  });
  if (!dryRun) plan.write();
  await applyPlan(session, plan);
  const addresses = await report.stage('addresses', () =>
    findAddresses(kubectl, {
      objects: plan.objects,
      mappings: options.context === undefined ? context.ports : undefined,
    }),
  );
  return { context: kubectl.context, topology: plan.topology, addresses };
}

/** Looks before it leaps: every problem at once. */
async function check(session: Session, options: UpOptions, plan: Plan): Promise<PreflightContext> {
  const onKind = options.context === undefined;
  const image = options.nodeImage ?? nodeImageFor(plan.mesh.row.kubernetes).image;
  const engine = onKind ? await findEngine(session.run, process.env) : undefined;
  const cluster: ClusterState | undefined = engine?.engine === undefined ? undefined : await findCluster(session);
  const ports = onKind ? portMappingsOf(plan.objects, options.hostPorts) : [];
  const context = { session, options, plan, ports, image, engine, cluster };
  const problems = await preflight(PREFLIGHT, context);
  if (problems.some(({ level }) => level === 'error')) throw new ProblemsError(problems);
  if (problems.length > 0) session.report.line(formatProblems(problems));
  return context;
}
