import { type Check, fails, holds, type Outcome } from '../check';
import { CookieJar } from '../http/cookie-jar';
import { reasonOf } from '../http/request';
import type { LiveCluster } from '../live-cluster';
import { countAnswers, countLines, podsBehind, requestsFor, urlOf } from '../replicas';
import type { Target } from '../targets';

/** A client that keeps its cookies, on a new connection each time. */
export const sticky: Check = {
  id: 'sticky',
  title: 'a client that keeps its cookie stays with one replica',
  run: async ({ targets, live }) => {
    const outcomes = targets.filter(({ cookie }) => cookie !== undefined).map(target => stays(target, live));
    return (await Promise.all(outcomes)).flat();
  },
};

async function stays(target: Target, live: LiveCluster): Promise<Outcome[]> {
  const pods = (await podsBehind(live, target.backends)).map(({ metadata }) => metadata.name);
  if (pods.length < 2) return [];
  const subject = `${urlOf(target)} (${target.route})`;
  const jar = new CookieJar();
  const times = requestsFor(pods.length);
  const rule = 'is the DestinationRule in the namespace of the Service, with its host? kubectl get destinationrules -A';
  try {
    const counts = await countAnswers(target, pods, times, jar);
    if (counts.get('') === times) return [];
    if (!jar.names().includes(target.cookie ?? '')) {
      return [fails(subject, `no answer sets cookie ${target.cookie}`, rule, countLines(counts))];
    }
    const met = pods.filter(pod => (counts.get(pod) ?? 0) > 0);
    if (met.length === 1) {
      return [
        holds(subject, `${times} requests with cookie ${target.cookie} stayed with ${met[0]}`, countLines(counts)),
      ];
    }
    return [
      fails(subject, `${times} requests with cookie ${target.cookie} met ${met.length} pods`, rule, countLines(counts)),
    ];
  } catch (error) {
    return [fails(subject, reasonOf(error), 'mend what check reachable finds first')];
  }
}
