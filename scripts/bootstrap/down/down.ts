import { ADD_ONS } from '../add-ons/registry';
import { addOnSet } from '../apply-set/apply-set';
import { deleteCluster, findCluster } from '../kind/cluster';
import { requireContext } from '../kubectl/context';
import { endBackground } from '../load-balancer/background';
import type { DownOptions } from '../options';
import { problem } from '../problems';
import type { Session } from '../session';
import { TLS } from '../tls/secrets';
import { Declined, removeSystem } from './cluster-objects';
import { removeDefinitions } from './definitions';
import { removeSet } from './set';

/** What became of it. */
export interface DownResult {
  readonly context: string;
  /** `nothing` where there was nothing of ours. */
  readonly removed: 'cluster' | 'objects' | 'nothing';
}

/** Takes away what `up` created. @throws Declined where the answer was no */
export async function down(session: Session, options: DownOptions): Promise<DownResult> {
  const { report, kubectl } = session;
  const removed = options.context === undefined ? await removeCluster(session) : await removeObjects(session, options);
  if (removed === 'nothing') report.line(`   nothing of ours is on ${kubectl.context}`);
  return { context: kubectl.context, removed };
}

/** The kind cluster as a whole. */
async function removeCluster(session: Session): Promise<DownResult['removed']> {
  const { name } = session.options;
  return session.report.stage('kind cluster', async () => {
    const state = await findCluster(session);
    if (state === 'absent') return 'nothing';
    if (state === 'foreign') {
      throw problem(
        'AMB917',
        `kind cluster ${name} is there, and up did not make it`,
        `kind delete cluster --name ${name}, if you mean it`,
      );
    }
    if (!(await session.confirm(`Delete the kind cluster ${name}?`))) throw new Declined();
    endBackground(session);
    await deleteCluster(session);
    session.report.line(`   kind cluster ${name} is deleted`);
    return 'cluster';
  });
}

/** From a cluster of the user's: what we created on it. */
async function removeObjects(session: Session, { crds }: DownOptions): Promise<DownResult['removed']> {
  await requireContext(session, 'kubectl config get-contexts lists them');
  const system = await removeSystem(session);
  endBackground(session);
  const secrets = await removeSet(session, TLS);
  let addOns = false;
  for (const { name } of [...ADD_ONS].reverse()) addOns = (await removeSet(session, addOnSet(name))) || addOns;
  const definitions = await session.report.stage('custom resource definitions', () => removeDefinitions(session, crds));
  return system || secrets || addOns || definitions ? 'objects' : 'nothing';
}
