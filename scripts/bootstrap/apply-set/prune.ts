import type { KubeObject } from '../../../lib/core/object-index';
import type { LiveObject } from '../kubectl/live-object';
import type { Session } from '../session';
import { toList } from './apply';
import type { ApplySet } from './apply-set';
import { sortNamespaces } from './foreign';
import { describe, identityOf, listMembers } from './members';

/** Deletes members that are not wanted, listed first. @returns whether none of them is left */
export async function prune(
  session: Session,
  set: ApplySet,
  kinds: readonly string[],
  wanted: readonly KubeObject[],
): Promise<boolean> {
  const { report, kubectl, confirm } = session;
  const keep = new Set(wanted.map(identityOf));
  const surplus = (await listMembers(kubectl, set, kinds)).filter(member => !keep.has(identityOf(member)));
  if (surplus.length === 0) return true;
  report.line('   applied by an earlier run, and no longer in the topology:');
  for (const object of surplus) report.line(`     ${describe(object)}`);
  if (!(await confirm(surplus.length === 1 ? 'Delete it?' : `Delete these ${surplus.length}?`))) {
    report.line('   kept; the next run asks again');
    return false;
  }
  const isNamespace = ({ kind }: LiveObject) => kind === 'Namespace';
  await deleteObjects(
    session,
    'pruned',
    surplus.filter(object => !isNamespace(object)),
  );
  return deleteNamespaces(session, 'pruned-namespaces', surplus.filter(isNamespace));
}

/** Deletes namespaces in which nothing foreign is, and says of the others what is. @returns whether none is left */
export async function deleteNamespaces(session: Session, name: string, all: readonly LiveObject[]): Promise<boolean> {
  const { free, occupied } = await sortNamespaces(session.kubectl, all);
  for (const { namespace, by } of occupied) {
    const some = by.slice(0, 3).map(describe).join(', ');
    const more = by.length > 3 ? ` and ${by.length - 3} more` : '';
    session.report.line(`   keeps ${describe(namespace)}: in it are ${some}${more}, which up did not make`);
  }
  await deleteObjects(session, name, free);
  return occupied.length === 0;
}

/** Deletes objects by name, all at once, and waits until they are gone. */
export async function deleteObjects(session: Session, name: string, objects: readonly LiveObject[]): Promise<void> {
  if (objects.length === 0) return;
  const { kubectl, state, options, clusterFolder } = session;
  const named = objects.map(({ apiVersion, kind, metadata }) => ({
    apiVersion,
    kind,
    metadata: { name: metadata.name, namespace: metadata.namespace },
  }));
  const file = state.write(toList(named), [clusterFolder, 'delete', `${name}.json`]);
  const seconds = options.timeout;
  await kubectl.text(['delete', '-f', file, '--ignore-not-found', '--wait', `--timeout=${seconds}s`], {
    timeoutMs: (seconds + 10) * 1000,
  });
  session.report.line(`   deleted ${objects.length === 1 ? describe(objects[0]) : `${objects.length} objects`}`);
}
