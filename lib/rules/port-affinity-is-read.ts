import type { Rule } from '../core/rule';
import { fault } from './fault';
import { affinityOf } from './model/affinity';
import { describe } from './model/cluster';
import { ingressServices } from './model/ingress-services';
import { HTTP_ROUTE } from './model/kinds';
import { destinationRules } from './model/traffic-hosts';

/** Reported of gateways, and open. */
export const portAffinityIsRead: Rule = {
  id: 'AMB653',
  doc: 'affinity at a Gateway is asked for all ports of a Service, not in portLevelSettings',
  why: 'a Gateway hashes no requests of an HTTPRoute by settings for single ports, so that clients change pods',
  see: ['https://github.com/istio/istio/issues/58708'],
  level: 'warning',
  *faults(index) {
    const ingress = ingressServices(index);
    for (const [service, rules] of destinationRules(index)) {
      const route = ingress.get(service)?.find(({ stored }) => stored.kind === HTTP_ROUTE);
      for (const rule of route === undefined ? [] : rules) {
        const { isForAll, isForPorts } = affinityOf(rule);
        if (isForAll || !isForPorts) continue;
        yield fault(
          rule,
          `${describe(rule)} with consistentHash in portLevelSettings alone, for ${describe(service)} behind ${route && describe(route.stored)}`,
          'consistentHash in trafficPolicy.loadBalancer',
          'move it out of portLevelSettings',
        );
      }
    }
  },
};
