import type { Rule } from '../core/rule';
import { fault } from './fault';
import { affinityOf } from './model/affinity';
import { describe } from './model/cluster';
import { istiodsOf } from './model/components';
import { modelOf } from './model/model';
import { destinationRules, virtualServices } from './model/traffic-hosts';

/** The first minor whose waypoints need no VirtualService for affinity. */
const SINCE = 31;

const minorOf = (version: string | undefined) => Number(version?.split('.')[1] ?? SINCE);

/** Fixed in 1.31 alone, not in patches of older minors. */
export const affinityIsServed: Rule = {
  id: 'AMB696',
  doc: 'affinity at a waypoint before Istio 1.31 has a VirtualService beside it',
  why: 'before 1.31 waypoints hash requests only for hosts with a VirtualService, be it one that changes nothing',
  see: ['https://github.com/istio/istio/issues/61045', 'https://github.com/istio/istio/issues/59323'],
  level: 'warning',
  *faults(index) {
    const [istiod] = istiodsOf(index);
    if (istiod === undefined || minorOf(istiod.version) >= SINCE) return;
    const { bindings } = modelOf(index);
    const virtual = virtualServices(index);
    for (const [service, rules] of destinationRules(index)) {
      const binding = bindings.get(service);
      if (binding === undefined || !('waypoint' in binding) || virtual.has(service)) continue;
      for (const rule of rules) {
        const { isForAll, isForPorts } = affinityOf(rule);
        if (!isForAll && !isForPorts) continue;
        yield fault(
          rule,
          `${describe(rule)} with consistentHash for ${describe(service)} at a waypoint of Istio ${istiod.version}, without a VirtualService`,
          'Istio 1.31 or later, or a VirtualService for the host',
          'add a VirtualService that routes the host to itself',
        );
      }
    }
  },
};
