import type { KubeObject } from '../../../lib/core/object-index';
import { apply } from '../apply-set/apply';
import { APPLY_FLAGS, addOnSet, findParent, groupKindOf, writeParent } from '../apply-set/apply-set';
import { listMembers } from '../apply-set/members';
import { prune } from '../apply-set/prune';
import type { Present } from '../crds/present';
import { failed } from '../kubectl/kubectl';
import type { Session } from '../session';
import { waitForObjects } from '../wait/objects';
import { READY_AT_ONCE } from '../wait/readiness';
import type { AddOn } from './add-on';
import { type ManifestOptions, manifestOf } from './manifest';

export interface InstallOptions extends ManifestOptions {
  /** Definitions on the cluster. */
  readonly present: ReadonlyMap<string, Present>;
}

/** Installs an add-on that nobody has installed, or brings ours to the pinned release; waits until it works. */
export async function installAddOn(addOn: AddOn, options: InstallOptions): Promise<void> {
  const { session, present } = options;
  const { kubectl, report } = session;
  const set = addOnSet(addOn.name);
  const parent = await findParent(kubectl, set);
  if (parent === undefined && present.has(addOn.definition)) {
    report.line(`   ${addOn.name} is there, and up did not install it: left alone`);
    return awaitWebhook(session, addOn);
  }
  if (session.dryRun) return printInstallation(session, addOn);
  let kinds = parent?.kinds ?? [];
  if (parent?.data.installed !== addOn.version) {
    const objects = await manifestOf(addOn, options);
    const wanted = objects.map(groupKindOf);
    kinds = [...kinds, ...wanted];
    await writeParent(kubectl, set, { kinds, data: { version: addOn.version } }, objects);
    await apply(session, set, { name: `add-on-${addOn.name}`, objects });
    if (await prune(session, set, kinds, objects)) kinds = wanted;
    await writeParent(kubectl, set, { kinds, data: { version: addOn.version, installed: addOn.version } }, objects);
    report.line(`   ${addOn.name} ${addOn.version}: ${objects.length} objects applied`);
  }
  const workloads = kinds.filter(kind => kind in READY_AT_ONCE);
  const members = await listMembers(kubectl, set, workloads);
  await waitForObjects(session, addOn.name, members, READY_AT_ONCE);
  await awaitWebhook(session, addOn);
}

/** The calls for an add-on, without its manifest. */
async function printInstallation(
  { run, kubectl }: Session,
  { name, version, source, namespace }: AddOn,
): Promise<void> {
  const remark = `${name} ${version}, unless it is there`;
  if (source.type === 'manifest') {
    await kubectl.text(['apply', ...APPLY_FLAGS, '-f', source.url], { remark });
    return;
  }
  const chart = [source.chart, '--repo', source.repository, '--version', version];
  await run({ tool: 'helm', args: ['template', name, ...chart, '--namespace', namespace, '--include-crds'], remark });
  await kubectl.text(['apply', ...APPLY_FLAGS, '-f', '-'], { remark: 'what it printed' });
}

/** A webhook may be ready and not answer yet: it is asked, by an object that is not kept. */
async function awaitWebhook({ kubectl }: Session, { probe }: AddOn): Promise<void> {
  if (probe === undefined) return;
  const args = ['create', '--dry-run=server', '-f', '-'];
  const outcome = await kubectl.attempt(args, { input: JSON.stringify(probe), remark: 'until its webhook answers' });
  if (outcome.code !== 0) throw failed(args, outcome);
}

/** The add-ons that a topology's objects need. */
export const neededAddOns = (addOns: readonly AddOn[], objects: readonly KubeObject[]): AddOn[] =>
  addOns.filter(({ isNeeded }) => isNeeded(objects));
