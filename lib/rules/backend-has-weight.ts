import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import type { RouteRule } from './model/route-spec';

const isWeightless = ({ backendRefs = [] }: RouteRule) =>
  backendRefs.length > 0 && backendRefs.every(({ weight }) => weight === 0);

/** Such backends are not even looked at. */
export const backendHasWeight: Rule = {
  id: 'AMB672',
  doc: 'one backend of a rule or more has a weight above 0',
  why: 'requests are answered with 500 where all weigh nothing, and the status of the route is well',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httpbackendref'],
  level: 'warning',
  saidBy: ['AMB251'],
  *faults(index) {
    for (const { stored, spec } of modelOf(index).routes) {
      for (const [number, rule] of (spec.rules ?? []).entries()) {
        if (!isWeightless(rule)) continue;
        yield fault(
          stored,
          `${describe(stored)} whose backends in rules[${number}] all weigh 0`,
          'a backend that weighs more: requests are answered 500 otherwise',
          'raise one weight, or leave out the rule',
        );
      }
    }
  },
};
