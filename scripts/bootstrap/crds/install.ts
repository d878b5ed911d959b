import type { KubeObject } from '../../../lib/core/object-index';
import type { CrdEntry } from '../../crds/lock';
import { apply } from '../apply-set/apply';
import { APPLY_FLAGS, DEFINITIONS, findParent, groupKindOf, type Parent, writeParent } from '../apply-set/apply-set';
import type { Kubectl } from '../kubectl/kubectl';
import type { Plan } from '../plan/plan';
import { formatProblems, ProblemsError } from '../problems';
import type { Session } from '../session';
import { type DefinitionFile, isDefinition, type LockedSource, readDefinitions } from './definition-files';
import { type Judgement, judgeDefinitions, type PlatformOwner } from './judge';
import { setsForUp } from './needed';
import { checkPairing } from './pairing';
import type { Present } from './present';

export interface DefinitionsOptions {
  readonly plan: Plan;
  readonly source: LockedSource;
  /** Definitions on the cluster. */
  readonly present: ReadonlyMap<string, Present>;
  readonly owner: PlatformOwner;
  /** Whether older definitions of somebody else are replaced. */
  readonly upgrade: boolean;
}

/** Brings the definitions that the topology needs, leaves alone what is somebody else's, waits until all are served. */
export async function installDefinitions(session: Session, options: DefinitionsOptions): Promise<void> {
  const { kubectl, report } = session;
  const { present, source } = options;
  const entries = source.entriesOf(setsForUp(options.plan));
  if (entries.length === 0) {
    const why = options.plan.enabled ? 'they come with what installs the mesh' : 'the mesh is switched off';
    return report.line(`   none is left to up: ${why}`);
  }
  const parent = (await findParent(kubectl, DEFINITIONS)) ?? { kinds: [], data: {} };
  const rest = options.upgrade ? entries : entries.filter(({ sha256 }) => !isDone(parent.data[sha256], present));
  if (rest.length === 0) return report.line(`   ${entries.length} files are installed as pinned`);

  if (session.dryRun) return printInstallation(session, rest);
  const files = await readDefinitions(rest, source);
  const objects = files.flatMap(file => file.objects);
  const judgement = judgeDefinitions(objects, options);
  settle(session, options.plan, judgement, present);

  await writeParent(kubectl, DEFINITIONS, { kinds: [...parent.kinds, ...objects.map(groupKindOf)], data: parent.data });
  await apply(session, DEFINITIONS, { name: 'definitions', objects: judgement.apply });
  await awaitEstablished(kubectl, objects.filter(isDefinition), session.options.timeout);
  await recordDone(kubectl, parent, files, judgement);
  report.line(`   ${judgement.apply.length} objects of ${files.length} files applied; all definitions are served`);
}

/** What `--dry-run` shows in place of reading megabytes and deciding about each of them. */
async function printInstallation({ kubectl }: Session, entries: readonly CrdEntry[]): Promise<void> {
  for (const { url } of entries)
    await kubectl.text(['apply', ...APPLY_FLAGS, '-f', url], { remark: 'unless it is there' });
  await kubectl.text(['wait', '--for=condition=Established', 'customresourcedefinitions', '--all']);
}

/** Says what stays, and stops where something is in the way. */
function settle({ report }: Session, plan: Plan, judgement: Judgement, present: ReadonlyMap<string, Present>): void {
  for (const reason of judgement.left) report.line(`   left alone: ${reason}`);
  const foreign = [...present.values()].filter(({ ours, bundle }) => !ours && bundle !== '');
  const usesTlsRoute = plan.objects.some(({ kind }) => kind === 'TLSRoute');
  const problems = [...judgement.problems, ...checkPairing(plan.mesh.row, usesTlsRoute, foreign)];
  if (problems.some(({ level }) => level === 'error')) throw new ProblemsError(problems);
  if (problems.length > 0) report.line(formatProblems(problems));
}

async function awaitEstablished(kubectl: Kubectl, definitions: readonly KubeObject[], seconds: number): Promise<void> {
  if (definitions.length === 0) return;
  const names = definitions.map(({ metadata }) => `customresourcedefinition/${metadata.name}`);
  await kubectl.text(['wait', '--for=condition=Established', `--timeout=${seconds}s`, ...names], {
    timeoutMs: (seconds + 10) * 1000,
  });
}

/** Notes which files are applied as a whole, so that the next run need not read and apply megabytes again. */
async function recordDone(kubectl: Kubectl, parent: Parent, files: readonly DefinitionFile[], judgement: Judgement) {
  const applied = new Set(judgement.apply);
  const whole = files.filter(({ objects }) => objects.every(object => applied.has(object)));
  const notes = whole.map(({ entry, objects }) => {
    const names = objects.filter(isDefinition).map(({ metadata }) => metadata.name);
    return [entry.sha256, names.join(',')];
  });
  const kinds = [...parent.kinds, ...files.flatMap(({ objects }) => objects.map(groupKindOf))];
  await writeParent(kubectl, DEFINITIONS, { kinds, data: { ...parent.data, ...Object.fromEntries(notes) } });
}

/** Whether a file of that note is on the cluster still, made by us and served. */
function isDone(note: string | undefined, present: ReadonlyMap<string, Present>): boolean {
  if (note === undefined) return false;
  const names = note.split(',').filter(name => name !== '');
  return names.every(name => present.get(name)?.ours === true && present.get(name)?.established === true);
}
