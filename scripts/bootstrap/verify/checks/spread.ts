import { type Check, fails, holds } from '../check';
import { reasonOf } from '../http/request';
import { countAnswers, countLines, podsBehind, requestsFor, urlOf } from '../replicas';

/** Clients that keep no cookies, each on a connection of its own. */
export const spread: Check = {
  id: 'spread',
  title: 'requests without cookies are spread over all replicas',
  run: async ({ targets, live }) => {
    const outcomes = targets.map(async target => {
      const pods = (await podsBehind(live, target.backends)).map(({ metadata }) => metadata.name);
      if (pods.length < 2) return [];
      const subject = `${urlOf(target)} (${target.route})`;
      const times = requestsFor(pods.length);
      try {
        const counts = await countAnswers(target, pods, times);
        if (counts.get('') === times) return []; // the page does not tell which pod made it
        const missed = pods.filter(pod => counts.get(pod) === 0);
        if (missed.length === 0)
          return [holds(subject, `${times} requests met all ${pods.length} pods`, countLines(counts))];
        const found = `${times} requests never met ${missed.join(', ')}`;
        const cure =
          'are all pods ready, and is no other DestinationRule for the Service? kubectl get destinationrules -A';
        return [fails(subject, found, cure, countLines(counts))];
      } catch (error) {
        return [fails(subject, reasonOf(error), 'mend what check reachable finds first')];
      }
    });
    return (await Promise.all(outcomes)).flat();
  },
};
