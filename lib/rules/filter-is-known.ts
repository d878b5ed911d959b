import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** One such filter costs all rules of the route. */
export const filterIsKnown: Rule = {
  id: 'AMB614',
  doc: 'istiod knows every filter of a route, where it stands',
  why: 'one filter that istiod does not know drops the whole route: its other rules answer 404 too',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httproutefilter'],
  level: 'error',
  *faults(index) {
    for (const { stored, parents } of modelOf(index).routes) {
      const refused = parents
        .map(({ conditions }) => conditions.ResolvedRefs)
        .find(each => each?.reason === 'InvalidFilter');
      if (refused === undefined) continue;
      yield fault(
        stored,
        `${describe(stored)}: ${refused.message}`,
        'filters that istiod knows, with values that a header can have',
        'remove the filter, or say it by an EnvoyFilter or at the backend',
      );
    }
  },
};
