import type { KubeObject } from '../../../lib/core/object-index';
import { toList } from '../apply-set/apply';
import { groupKindOf } from '../apply-set/apply-set';
import { describe, identityOf } from '../apply-set/members';
import type { LiveObject } from '../kubectl/live-object';
import type { Session } from '../session';
import { podReasons } from './pod-reasons';
import type { IsReady } from './readiness';
import { type Pending, waitUntil } from './wait';

const CURE = 'mend what it names (docs/bootstrap.md, "When a wait ends"), then run the same command again';

interface PendingObject extends Pending {
  readonly live?: LiveObject;
}

/** Waits until every object of the kinds in `table` is ready. */
export async function waitForObjects(
  session: Session,
  name: string,
  objects: readonly KubeObject[],
  table: Readonly<Record<string, IsReady>>,
): Promise<void> {
  const waited = objects.filter(object => groupKindOf(object) in table);
  if (waited.length === 0) return;
  const { kubectl, state, clusterFolder } = session;
  const slim = waited.map(({ apiVersion, kind, metadata: { name: own, namespace } }) => ({
    apiVersion,
    kind,
    metadata: { name: own, namespace },
  }));
  const parts = [clusterFolder, 'wait', `${name.replaceAll(/[^\w.-]+/g, '-')}.json`];
  const file = session.dryRun ? state.path(...parts) : state.write(toList(slim), parts);
  await waitUntil<PendingObject>(session, {
    name,
    pending: async () => {
      const live = await kubectl.get(['-f', file, '--ignore-not-found'], { remark: 'until all of it is ready' });
      return session.dryRun ? [] : pendingOf(waited, live, table);
    },
    explain: async ({ live }, final) => (live === undefined ? [] : podReasons(kubectl, live, final)),
    cure: CURE,
  });
}

function pendingOf(
  waited: readonly KubeObject[],
  live: readonly LiveObject[],
  table: Readonly<Record<string, IsReady>>,
): PendingObject[] {
  const found = new Map(live.map(object => [identityOf(object), object]));
  return waited.flatMap(object => {
    const now = found.get(identityOf(object));
    const why = now === undefined ? 'it is not there' : table[groupKindOf(object)](now);
    return why === undefined ? [] : [{ what: describe(object), why, live: now }];
  });
}
