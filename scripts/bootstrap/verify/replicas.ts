import type { LiveObject } from '../kubectl/live-object';
import { findCondition } from '../kubectl/live-object';
import type { CookieJar } from './http/cookie-jar';
import { request } from './http/request';
import type { LiveCluster } from './live-cluster';
import type { Backend, Target } from './targets';

/** A fair spread misses a replica with less than this probability. */
const MISS = 1e-6;

/** How many requests it takes: by chance, each of `replicas` is met, but for one time in a million. */
export function requestsFor(replicas: number): number {
  if (replicas < 2) return 1;
  return Math.ceil(Math.log(MISS / replicas) / Math.log(1 - 1 / replicas));
}

/** Ready pods behind Services. */
export async function podsBehind(live: LiveCluster, backends: readonly Backend[]): Promise<LiveObject[]> {
  const services = await live.all('services');
  const pods: LiveObject[] = [];
  for (const { name, namespace } of backends) {
    const service = services.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
    const selector = (service?.spec.selector ?? {}) as Record<string, string>;
    if (Object.keys(selector).length > 0) pods.push(...(await live.pods(namespace, selector)));
  }
  return pods.filter(({ status }) => findCondition(status?.conditions, 'Ready')?.status === 'True');
}

/** Which pod answered: the one whose name the page tells. */
export function podIn(body: string, pods: readonly string[]): string | undefined {
  // the longest name first: one may be the beginning of another
  return [...pods].sort((a, b) => b.length - a.length).find(name => body.includes(name));
}

/** Answers by pod; those that named none are counted under an empty name. */
export type Counts = ReadonlyMap<string, number>;

/** Sends requests one after the other, each on a new connection. */
export async function countAnswers(
  target: Target,
  pods: readonly string[],
  times: number,
  jar?: CookieJar,
): Promise<Counts> {
  const counts = new Map<string, number>(pods.map(name => [name, 0]));
  for (let sent = 0; sent < times; sent++) {
    const { body } = await request({ ...target.request, jar });
    const pod = podIn(body, pods) ?? '';
    counts.set(pod, (counts.get(pod) ?? 0) + 1);
  }
  return counts;
}

/** A line for each pod. */
export const countLines = (counts: Counts): string[] =>
  [...counts].map(([pod, count]) => `${String(count).padStart(3)}  ${pod || '(the answer names no pod)'}`);

/** A URL for messages. */
export function urlOf({
  request: { scheme, host, port, hostname = host, path = '/' },
}: Pick<Target, 'request'>): string {
  const standard = port === (scheme === 'https' ? 443 : 80);
  return `${scheme}://${hostname}${standard ? '' : `:${port}`}${path}`;
}
