import type { Kubectl } from '../kubectl/kubectl';
import { findCondition, type LiveObject } from '../kubectl/live-object';

interface ContainerStatus {
  readonly name: string;
  readonly ready?: boolean;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly reason?: string; readonly exitCode?: number };
  };
  readonly restartCount?: number;
}

/** Pods that are told about. */
const TOLD = 3;
const LOG_LINES = 3;

/** Why pods of a workload are not ready: scheduling, image pulls, crashes; with `logs`, their last words. */
export async function podReasons(kubectl: Kubectl, workload: LiveObject, logs = false): Promise<string[]> {
  const { namespace = 'default', name } = workload.metadata;
  const selector = Object.entries((workload.spec.selector?.matchLabels ?? {}) as Record<string, string>);
  const labels = selector.map(([key, value]) => `${key}=${value}`).join(',');
  if (labels === '') return [];
  const pods = await kubectl.get(['pods', '-n', namespace, '--selector', labels]);
  const waiting = pods.filter(pod => findCondition(pod.status?.conditions, 'Ready')?.status !== 'True');
  if (pods.length === 0) return refusals(kubectl, workload, namespace, name);
  const reasons: string[] = [];
  for (const pod of waiting.slice(0, TOLD)) {
    reasons.push(`pod ${pod.metadata.name}: ${reasonOf(pod)}`);
    if (logs) reasons.push(...(await lastWords(kubectl, pod)));
  }
  return reasons;
}

/** Why one pod is not ready. */
export function reasonOf({ status = {}, metadata }: LiveObject): string {
  if (metadata.deletionTimestamp !== undefined) return 'is going';
  const scheduled = findCondition(status.conditions, 'PodScheduled');
  if (scheduled?.status === 'False') return `not scheduled: ${scheduled.message ?? scheduled.reason}`;
  const troubled = containersOf(status).flatMap(({ name, state, restartCount = 0 }) => {
    const { waiting, terminated } = state ?? {};
    if (waiting?.reason !== undefined && waiting.reason !== 'PodInitializing') {
      return [`container ${name}: ${[waiting.reason, waiting.message].filter(Boolean).join(': ')}`];
    }
    if (terminated !== undefined && terminated.exitCode !== 0) {
      return [`container ${name}: ended with code ${terminated.exitCode}, started ${restartCount + 1} times`];
    }
    return [];
  });
  if (troubled.length > 0) return troubled.join('; ');
  const notReady = containersOf(status).filter(({ ready }) => ready === false);
  if (notReady.length > 0) return `${notReady.map(({ name }) => `container ${name}`).join(', ')} not ready yet`;
  return `${status.phase ?? 'not seen by its node yet'}`;
}

const containersOf = (status: {
  initContainerStatuses?: ContainerStatus[];
  containerStatuses?: ContainerStatus[];
}): ContainerStatus[] => [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])];

/** The last log lines of the containers that are in trouble. */
async function lastWords(kubectl: Kubectl, { metadata, status = {} }: LiveObject): Promise<string[]> {
  const troubled = containersOf(status).filter(
    ({ ready, state, restartCount = 0 }) => ready === false && (restartCount > 0 || state?.waiting === undefined),
  );
  const lines: string[] = [];
  for (const { name, restartCount = 0, state } of troubled) {
    const previous = restartCount > 0 && state?.waiting !== undefined ? ['--previous'] : [];
    const where = ['-n', metadata.namespace ?? 'default', metadata.name, '-c', name];
    const { code, stdout } = await kubectl.attempt(['logs', ...where, `--tail=${LOG_LINES}`, ...previous]);
    const text = stdout.trimEnd();
    if (code === 0 && text !== '') lines.push(...text.split('\n').map(line => `  ${name} | ${line}`));
  }
  return lines;
}

/** Why there are no pods at all: Pod Security, a quota, a webhook. */
async function refusals(kubectl: Kubectl, workload: LiveObject, namespace: string, name: string): Promise<string[]> {
  const failure = findCondition(workload.status?.conditions, 'ReplicaFailure');
  if (failure?.status === 'True') return [`no pod is made: ${failure.message}`];
  const about = `involvedObject.kind=${workload.kind},involvedObject.name=${name},type=Warning`;
  const events = await kubectl.get(['events', '-n', namespace, '--field-selector', about]);
  const last = events.at(-1)?.message as string | undefined;
  return last === undefined ? [] : [`no pod is made: ${last}`];
}
