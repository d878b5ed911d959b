import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { matchKey } from './model/match-keys';
import { modelOf } from './model/model';
import { type HostGroup, hostGroups, isShared, type PlacedMatch } from './model/virtual-hosts';

/** Matches that an earlier route of the group has too. */
function* repeated({ matches }: HostGroup): Iterable<{ readonly first: PlacedMatch; readonly again: PlacedMatch }> {
  const firsts = new Map<string, PlacedMatch>();
  for (const again of matches) {
    const key = matchKey(again.match);
    const first = firsts.get(key);
    if (first === undefined) firsts.set(key, again);
    else if (first.route !== again.route) yield { first, again };
  }
}

/** Both are accepted; the older answers, of one age that whose name comes first. */
export const matchHasOneRoute: Rule = {
  id: 'AMB663',
  doc: 'one host name, path and set of conditions is taken by one route of a listener or Service',
  why: 'of two routes with the same match the older answers, and the other never does although it is accepted',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule'],
  level: 'warning',
  *faults(index) {
    const told = new Set<PlacedMatch>();
    for (const group of hostGroups(modelOf(index)).filter(isShared)) {
      for (const { first, again } of repeated(group)) {
        if (told.has(again)) continue;
        told.add(again);
        yield fault(
          again.route.stored,
          `${describe(again.route.stored)} with the match of ${first.place} of ${describe(first.route.stored)} again in ${again.place}, for host name ${group.hostname} at ${group.place}`,
          'one route for a match: of two the older answers, and no status tells',
          'remove one, name different listeners by sectionName, or give one rule both backends with weights',
        );
      }
    }
  },
};
