import type { KubeObject } from '../../../lib/core/object-index';
import { apply } from '../apply-set/apply';
import { findParent, groupKindOf, SYSTEM, writeParent } from '../apply-set/apply-set';
import { describe } from '../apply-set/members';
import { prune } from '../apply-set/prune';
import { gatewaysOf } from '../plan/gateways';
import type { Plan, PlannedFile } from '../plan/plan';
import type { Session } from '../session';
import type { NeededSecret } from '../tls/needed';
import { ensureSecrets } from '../tls/secrets';
import { waitForProxies } from '../wait/gateways';
import { waitForObjects } from '../wait/objects';
import { READY_AT_ONCE, READY_AT_THE_END } from '../wait/readiness';

export interface ApplyPlanOptions {
  /** Secrets to make before the first file that refers to them. */
  readonly secrets: readonly NeededSecret[];
  readonly rotate: boolean;
}

/** Applies the files in order, each when what it needs is ready; then prunes, then waits for routes. */
export async function applyPlan(session: Session, plan: Plan, { secrets, rotate }: ApplyPlanOptions): Promise<void> {
  const { kubectl, report, state, clusterFolder, dryRun } = session;
  // what an earlier run handed to kubectl may be of another topology
  if (!dryRun) for (const folder of ['apply', 'wait', 'delete']) state.remove(clusterFolder, folder);
  const before = await findParent(kubectl, SYSTEM);
  const kinds = plan.objects.map(groupKindOf);
  const data = { topology: plan.topology, istio: plan.mesh.version };
  const all = [...(before?.kinds ?? []), ...kinds];
  await writeParent(kubectl, SYSTEM, { kinds: all, data: { ...before?.data, ...data } }, plan.objects);
  const adopted: KubeObject[] = [];
  for (const file of plan.files) {
    const due = secrets.filter(({ by }) => file.objects.includes(by));
    if (due.length > 0) await report.stage(`keys for ${stageOf(file)}`, () => ensureSecrets(session, due, rotate));
    adopted.push(...(await report.stage(stageOf(file), () => applyFile(session, file))));
  }

  await report.stage('routes and leftovers', async () => {
    const done = await prune(session, SYSTEM, all, plan.objects);
    const notes = { ...data, adopted: adopted.map(describe).join('\n') };
    await writeParent(kubectl, SYSTEM, { kinds: done ? kinds : all, data: notes }, plan.objects);
    await waitForObjects(session, 'routes', plan.objects, READY_AT_THE_END);
  });
}

/** A file's name without its ending: `0003-istiod`. */
export const stageOf = ({ file }: PlannedFile): string =>
  file.replace(/\.k8s\.yaml$|\.ya?ml$/, '').replaceAll('/', '-');

/** @returns what was there before and is not ours */
async function applyFile(session: Session, file: PlannedFile): Promise<readonly KubeObject[]> {
  const { created, adopted, taken } = await apply(session, SYSTEM, { name: stageOf(file), objects: file.objects });
  const count = file.objects.length;
  const notes = [
    `${count} ${count === 1 ? 'object' : 'objects'} applied`,
    ...(created > 0 ? [`${created} of them new`] : []),
    ...(adopted.length > 0 ? [`${adopted.length} there before, never to be deleted`] : []),
    ...(taken.length > 0 ? [`fields of ${taken.length} taken over`] : []),
  ];
  if (!session.dryRun) session.report.line(`   ${notes.join(', ')}`);
  await waitForObjects(session, stageOf(file), file.objects, READY_AT_ONCE);
  await waitForProxies(session, gatewaysOf(file.objects));
  return adopted;
}
