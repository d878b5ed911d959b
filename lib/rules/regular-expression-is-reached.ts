import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { hostGroups, isCatchAll, isShared, type PlacedMatch } from './model/virtual-hosts';

const isExpression = ({ match }: PlacedMatch) => match.path?.type === 'RegularExpression';

/** A prefix ranks above an expression, and nothing comes after a match of everything. */
export const regularExpressionIsReached: Rule = {
  id: 'AMB661',
  doc: 'no match of everything stands beside a regular expression for paths of the same host name',
  why: 'a prefix ranks above every expression, and istiod leaves out whatever comes after an unconditional /',
  see: [
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/networking/core/route/route.go',
  ],
  level: 'error',
  saidBy: ['AMB253'],
  *faults(index) {
    const told = new Set<PlacedMatch>();
    for (const { matches, hostname, place } of hostGroups(modelOf(index)).filter(isShared)) {
      const all = matches.find(({ match }) => isCatchAll(match));
      if (all === undefined) continue;
      const hidden = matches.filter(each => isExpression(each) && !told.has(each));
      for (const each of hidden) {
        told.add(each);
        const other = all.route === each.route ? '' : ` of ${describe(all.route.stored)}`;
        yield fault(
          each.route.stored,
          `${describe(each.route.stored)} with expression "${each.match.path?.value}" in ${each.place}, which the unconditional / in ${all.place}${other} hides for host name ${hostname} at ${place}`,
          'expressions that are reached: a prefix ranks above them, and nothing comes after an unconditional /',
          'write the expression as Exact or PathPrefix, or give the match of everything a method or a header',
        );
      }
    }
  },
};
