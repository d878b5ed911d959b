import { type ApplySet, deleteParent, findParent } from '../apply-set/apply-set';
import { isForeign } from '../apply-set/foreign';
import { describe, listMembers } from '../apply-set/members';
import { deleteNamespaces, deleteObjects } from '../apply-set/prune';
import type { LiveObject } from '../kubectl/live-object';
import type { Session } from '../session';

/** In this order: what a controller still has to take leave of, then the controller, then what it needs. */
const LAST = ['CustomResourceDefinition', 'Namespace'];

/** Deletes a set as a whole, unless somebody else's objects need it. @returns whether there was one */
export async function removeSet(session: Session, set: ApplySet): Promise<boolean> {
  const { kubectl, report } = session;
  const parent = await findParent(kubectl, set);
  if (parent === undefined) return false;
  await report.stage(set.name, async () => {
    const members = await listMembers(kubectl, set, parent.kinds);
    const users = await usersOf(session, members);
    if (users.length > 0) {
      const some = users.slice(0, 3).map(describe).join(', ');
      return report.line(
        `   kept: ${some}${users.length > 3 ? ` and ${users.length - 3} more` : ''} need it, which up did not make`,
      );
    }
    const of = (kind: string) => members.filter(member => member.kind === kind);
    const others = members.filter(({ kind }: LiveObject) => !LAST.includes(kind));
    await deleteObjects(session, set.name, others);
    await deleteObjects(session, `${set.name}-definitions`, of('CustomResourceDefinition'));
    await deleteNamespaces(session, `${set.name}-namespaces`, of('Namespace'));
    await deleteParent(kubectl, set);
  });
  return true;
}

/** Objects of the kinds that a set defines, which would go with their definitions. */
async function usersOf({ kubectl }: Session, members: readonly LiveObject[]): Promise<LiveObject[]> {
  const definitions = members.filter(({ kind }) => kind === 'CustomResourceDefinition');
  if (definitions.length === 0) return [];
  const kinds = definitions.map(({ metadata }) => metadata.name).join(',');
  return (await kubectl.get([kinds, '--all-namespaces', '--show-managed-fields'])).filter(isForeign);
}
