import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { matchKey } from './model/match-keys';
import { modelOf } from './model/model';
import { matchesOf, type PlacedMatch } from './model/virtual-hosts';

/** Of equal matches the first rule counts. */
export const ruleIsReached: Rule = {
  id: 'AMB662',
  doc: 'no rule of a route repeats the match of a rule before it',
  why: 'of equal matches the first rule answers, so that the later one never does',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule'],
  level: 'error',
  *faults(index) {
    for (const route of modelOf(index).routes) {
      const matches = matchesOf(route);
      if (matches.length < 2) continue;
      const firsts = new Map<string, PlacedMatch>();
      for (const each of matches) {
        const key = matchKey(each.match);
        const first = firsts.get(key);
        if (first === undefined) firsts.set(key, each);
        else if (first.number !== each.number) {
          yield fault(
            route.stored,
            `${describe(route.stored)} with the match of ${first.place} again in ${each.place}`,
            'a match once: the first rule that has it answers, and the other never does',
            'remove one of them, or give the rule both backends with weights',
          );
        }
      }
    }
  },
};
