import { DEFINITIONS, deleteParent, findParent } from '../apply-set/apply-set';
import { listMembers } from '../apply-set/members';
import { deleteObjects } from '../apply-set/prune';
import type { Session } from '../session';

/** Deletes the definitions that `up` made, or says that it keeps them. @returns whether there was anything to delete */
export async function removeDefinitions(session: Session, wanted: boolean): Promise<boolean> {
  const { kubectl, report } = session;
  const parent = await findParent(kubectl, DEFINITIONS);
  if (parent === undefined) return false;
  const members = await listMembers(kubectl, DEFINITIONS, parent.kinds);
  const definitions = members.filter(({ kind }) => kind === 'CustomResourceDefinition');
  if (!wanted) {
    report.line(`   keeps ${definitions.length} custom resource definitions; down --crds deletes them`);
    return false;
  }
  // the policy that guards them first: it must not outlive what it guards
  await deleteObjects(
    session,
    'definition-guards',
    members.filter(({ kind }) => kind !== 'CustomResourceDefinition'),
  );
  await deleteObjects(session, 'definitions', definitions);
  await deleteParent(kubectl, DEFINITIONS);
  return true;
}
