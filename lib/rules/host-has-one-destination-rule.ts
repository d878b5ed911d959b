import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { at, fieldsOf, objectsOf, textOf } from './model/fields';
import { destinationRules } from './model/traffic-hosts';

/** What two rules for one host both say, so that one of them is not heard. */
function contested(a: Stored, b: Stored): string[] {
  if (a.namespace !== b.namespace || [a, b].some(each => each.object.spec?.workloadSelector !== undefined)) return [];
  const namesOf = ({ object }: Stored) => objectsOf(object.spec?.subsets).map(({ name }) => textOf(name) ?? '');
  const both = [a, b].every(({ object }) => Object.keys(fieldsOf(at(object, 'spec', 'trafficPolicy'))).length > 0);
  const subsets = namesOf(b).filter(name => namesOf(a).includes(name));
  return [...(both ? ['trafficPolicy'] : []), ...subsets.map(name => `subset ${name}`)];
}

/** Rules for one host are joined; what several say, the oldest says. */
export const hostHasOneDestinationRule: Rule = {
  id: 'AMB656',
  doc: 'the policy and each subset of a host are in one DestinationRule of a namespace',
  why: 'rules for one host are joined, and of two policies or two subsets of a name the older alone counts',
  see: ['https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services'],
  level: 'warning',
  *faults(index) {
    for (const [service, rules] of destinationRules(index)) {
      if (rules.length < 2) continue;
      for (const [position, rule] of rules.entries()) {
        const first = rules.slice(0, position).find(each => contested(each, rule).length > 0);
        if (first === undefined) continue;
        yield fault(
          rule,
          `${describe(rule)} with ${listed(contested(first, rule))} for ${describe(service)}, as ${describe(first)} has`,
          'each in one DestinationRule: of two the older counts',
          'say it all in one of them',
        );
      }
    }
  },
};
