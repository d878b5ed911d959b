import { deleteParent, findParent, type Parent, SYSTEM } from '../apply-set/apply-set';
import { describe, listMembers } from '../apply-set/members';
import { deleteNamespaces, deleteObjects } from '../apply-set/prune';
import type { LiveObject } from '../kubectl/live-object';
import type { Session } from '../session';
import { GATEWAY_NAME } from '../wait/gateways';
import { waitUntil } from '../wait/wait';
import { leaveMesh } from './leave-mesh';
import { inPhases, isMeshComponent } from './phases';

/**
 * Takes the topology's objects off a cluster in the order in which nothing that stays loses what it needs.
 * @returns whether there was anything
 */
export async function removeSystem(session: Session): Promise<boolean> {
  const { kubectl, report } = session;
  const parent = await findParent(kubectl, SYSTEM);
  if (parent === undefined) return false;
  const members = await report.stage('what up created', () => listForRemoval(session, parent));
  const phases = inPhases(members).filter(({ objects }) => objects.length > 0);
  if (members.some(isMeshComponent)) await report.stage('leave the mesh', () => leaveMesh(session));
  for (const { name, objects } of phases) {
    await report.stage(name, () => removePhase(session, name, objects));
  }
  await report.stage('leftovers', async () => {
    await removeRootCertificates(session);
    sayKept(session, parent);
    await deleteParent(kubectl, SYSTEM);
  });
  return true;
}

/** Lists what will be deleted, and asks. */
async function listForRemoval(session: Session, { kinds }: Parent): Promise<LiveObject[]> {
  const { kubectl, report, confirm } = session;
  const members = await listMembers(kubectl, SYSTEM, kinds);
  for (const { name, objects } of inPhases(members)) {
    if (objects.length > 0) report.line(`   ${name}: ${summary(objects)}`);
  }
  if (members.length === 0) return [];
  if (!(await confirm(`Delete these ${members.length} objects from ${kubectl.context}?`))) throw new Declined();
  return members;
}

/** Somebody answered no. */
export class Declined extends Error {
  override readonly name = 'Declined';
}

async function removePhase(session: Session, name: string, objects: readonly LiveObject[]): Promise<void> {
  const file = name.replaceAll(' ', '-');
  if (name === 'namespaces') {
    await deleteNamespaces(session, file, objects);
    return;
  }
  await deleteObjects(session, file, objects);
  const gateways = objects.filter(({ kind }) => kind === 'Gateway');
  if (gateways.length > 0) await waitForProxiesGone(session, gateways);
}

/** What istiod made for a Gateway is deleted by the cluster once the Gateway is gone. */
async function waitForProxiesGone(session: Session, gateways: readonly LiveObject[]): Promise<void> {
  const namesOf = new Set(gateways.map(({ metadata }) => `${metadata.namespace}/${metadata.name}`));
  await waitUntil(session, {
    name: 'proxies to go',
    pending: async () => {
      const made = ['deployments,services', '--all-namespaces', '--selector', GATEWAY_NAME];
      const left = await session.kubectl.get(made);
      return left
        .filter(({ metadata }) => namesOf.has(`${metadata.namespace}/${metadata.labels?.[GATEWAY_NAME]}`))
        .map(object => ({ what: describe(object), why: 'it is still there' }));
    },
    until: 'gone',
    cure: 'see whether kube-controller-manager runs, then run down again',
  });
}

/**
 * istiod puts its root certificate into every namespace, and nothing takes it away.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/serviceregistry/kube/controller/namespacecontroller.go
 */
async function removeRootCertificates(session: Session): Promise<void> {
  const args = ['configmaps', '--all-namespaces', '--selector', 'istio.io/config=true', '--show-managed-fields'];
  const found = await session.kubectl.get(args);
  const byIstiod = found.filter(({ metadata }) =>
    (metadata.managedFields ?? []).every(({ manager }) => manager === 'pilot-discovery'),
  );
  await deleteObjects(session, 'root-certificates', byIstiod);
}

function summary(objects: readonly LiveObject[]): string {
  const names = objects.slice(0, 4).map(describe).join(', ');
  return objects.length > 4 ? `${names} and ${objects.length - 4} more` : names;
}

function sayKept({ report }: Session, { data }: Parent): void {
  for (const kept of (data.adopted ?? '').split('\n').filter(line => line !== '')) {
    report.line(`   keeps ${kept}: it was there before up`);
  }
}
