import { type Check, fails, holds, type Outcome } from '../check';
import { reasonOf, request } from '../http/request';
import type { LiveCluster } from '../live-cluster';
import { podIn, podsBehind, urlOf } from '../replicas';
import type { Target } from '../targets';

/** A name that no route is for: reserved for such use. @see https://www.rfc-editor.org/rfc/rfc2606#section-2 */
const NOBODY = 'nobody.invalid';

/** Rules answer for their own hosts and paths, by their own backends. */
export const routing: Check = {
  id: 'routing',
  title: 'hosts and paths lead to the backends of their rules, and other hosts to none',
  run: async ({ targets, live }) => {
    const pods = (await live.all('pods')).map(({ metadata }) => metadata.name);
    const outcomes = targets.map(async target => [
      ...(await leadsToOwn(target, live, pods)),
      ...(target.hostBound && target.endpoint.protocol === 'HTTP' ? [await refusesOthers(target)] : []),
    ]);
    return (await Promise.all(outcomes)).flat();
  },
};

/** Judged where the answer names a pod: it must be one of the rule's backends. */
async function leadsToOwn(target: Target, live: LiveCluster, pods: readonly string[]): Promise<Outcome[]> {
  const subject = `${urlOf(target)} (${target.route})`;
  try {
    const { body } = await request(target.request);
    const answered = podIn(body, pods);
    if (answered === undefined) return [];
    const own = (await podsBehind(live, target.backends)).map(({ metadata }) => metadata.name);
    const backends = target.backends.map(({ namespace, name }) => `${namespace}/${name}`).join(', ');
    if (own.includes(answered)) return [holds(subject, `is answered by ${answered}, a pod of ${backends}`)];
    const cure = 'which other rule is for that host and path, and more specific? kubectl get httproutes -A';
    return [fails(subject, `is answered by ${answered}, which is no pod of ${backends}`, cure)];
  } catch (error) {
    return [fails(subject, reasonOf(error), 'mend what check reachable finds first')];
  }
}

async function refusesOthers(target: Target): Promise<Outcome> {
  const other = { ...target, request: { ...target.request, hostname: NOBODY } };
  const subject = `${urlOf(other)} (${target.endpoint.gateway})`;
  try {
    const { status } = await request(other.request);
    if (status === 404) return holds(subject, 'answers 404: no route is for that host');
    return fails(subject, `answers ${status}`, 'which route has no hostnames? kubectl get httproutes -A');
  } catch (error) {
    return fails(subject, reasonOf(error), 'mend what check reachable finds first');
  }
}
