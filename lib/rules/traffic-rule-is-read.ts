import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { ingressServices } from './model/ingress-services';
import { destinationRules, isWithoutProxy, virtualServices } from './model/traffic-hosts';

/** Rules for Services, with the Service, of which nobody takes notice. */
function* unread(index: ObjectIndex): Iterable<{ readonly rule: Stored; readonly service: Stored }> {
  const ingress = ingressServices(index);
  // A Gateway reads DestinationRules of what it sends requests to; where no routes are here they are elsewhere.
  for (const [service, rules] of ingress.size > 0 ? destinationRules(index) : []) {
    if (ingress.has(service) || !isWithoutProxy(index, service)) continue;
    for (const rule of rules) yield { rule, service };
  }
  for (const [service, rules] of virtualServices(index)) {
    if (!isWithoutProxy(index, service)) continue;
    for (const rule of rules) yield { rule, service };
  }
}

/** ztunnel reads neither. */
export const trafficRuleIsRead: Rule = {
  id: 'AMB698',
  doc: 'a DestinationRule or VirtualService for an ambient Service has a waypoint to carry it out',
  why: 'ztunnel reads neither: without a waypoint there are no routes, retries, subsets, limits or affinity',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/'],
  level: 'warning',
  *faults(index) {
    for (const { rule, service } of unread(index)) {
      yield fault(
        rule,
        `${describe(rule)} for ${describe(service)}, which asks for no waypoint`,
        'a Service with istio.io/use-waypoint, or in a namespace with it',
        'add a waypoint and the label, or leave the rule out',
      );
    }
  },
};
