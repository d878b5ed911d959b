import type { KubeObject } from '../../../lib/core/object-index';
import { failed } from '../kubectl/kubectl';
import type { LiveObject } from '../kubectl/live-object';
import type { Session } from '../session';
import { APPLY_FLAGS, type ApplySet } from './apply-set';
import { type Conflict, parseRefusals } from './conflicts';
import { describe, identityOf } from './members';
import { prepare } from './prepare';

export interface ApplyOptions {
  /** Name of the file below the state folder, without extension. */
  readonly name: string;
  readonly objects: readonly KubeObject[];
}

/** What an apply did. */
export interface Applied {
  /** Objects that were not there. */
  readonly created: number;
  /** Objects that were there before and are not ours. */
  readonly adopted: readonly KubeObject[];
  /** Whose fields it took. */
  readonly taken: readonly Conflict[];
}

/** Applies objects server-side; lists whose fields it takes before it takes them. */
export async function apply(session: Session, set: ApplySet, { name, objects }: ApplyOptions): Promise<Applied> {
  const { kubectl, state, report } = session;
  if (objects.length === 0) return { created: 0, adopted: [], taken: [] };
  const parts = [session.clusterFolder, 'apply', `${name}.json`];
  const file = session.dryRun ? state.path(...parts) : state.write(toList(objects), parts);
  const live = await kubectl.get(['-f', file, '--ignore-not-found', '--show-managed-fields']);
  const prepared = prepare(set, objects, live);
  if (!session.dryRun) state.write(toList(prepared.objects), parts);
  for (const object of prepared.adopted) report.detail(`${describe(object)} was there before: applied, never deleted`);

  const args = ['apply', ...APPLY_FLAGS, '-f', file];
  const outcome = await kubectl.attempt(args);
  const created = objects.length - present(objects, live);
  if (outcome.code === 0) return { created, adopted: prepared.adopted, taken: [] };

  const { refused, conflicts, others } = parseRefusals(prepared.objects, outcome.stdout, outcome.stderr);
  if (conflicts.length === 0 || others !== '') throw failed(args, { ...outcome, stderr: others || outcome.stderr });
  for (const { object, manager, fields } of conflicts) {
    report.line(`   takes from ${manager}: ${object} ${fields.join(' ')}`);
  }
  const forced = state.write(toList(refused), [session.clusterFolder, 'apply', `${name}-forced.json`]);
  await kubectl.text(['apply', ...APPLY_FLAGS, '--force-conflicts', '-f', forced]);
  return { created, adopted: prepared.adopted, taken: conflicts };
}

/** A list that kubectl reads as a manifest. */
export function toList(objects: readonly KubeObject[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, null, 1);
}

function present(objects: readonly KubeObject[], live: readonly LiveObject[]): number {
  const found = new Set(live.map(identityOf));
  return objects.filter(object => found.has(identityOf(object))).length;
}
