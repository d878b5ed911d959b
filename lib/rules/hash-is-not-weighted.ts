import type { Rule } from '../core/rule';
import { fault } from './fault';
import { affinityOf } from './model/affinity';
import { type Cluster, describe, type Stored } from './model/cluster';
import { HTTP_ROUTE, kindId, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import type { RouteRule } from './model/route-spec';
import { destinationRules } from './model/traffic-hosts';

/** The Services that share the requests of a rule. */
function sharers(cluster: Cluster, own: string, { backendRefs = [] }: RouteRule): readonly Stored[] {
  return backendRefs
    .filter(({ group, kind, weight = 1 }) => kindId(group, kind) === SERVICE && weight > 0)
    .map(({ name, namespace = own }) => cluster.find(SERVICE, namespace, name))
    .filter(service => service !== undefined);
}

/** The weights are drawn first, for each request anew. */
export const hashIsNotWeighted: Rule = {
  id: 'AMB697',
  doc: 'a rule that shares requests among backends by weight has none with affinity',
  why: 'for each request a backend is drawn by weight before its pod is chosen, so that clients change backends',
  see: [
    'https://github.com/istio/istio/pull/50759',
    'https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster, routes } = modelOf(index);
    const rules = destinationRules(index);
    if (rules.size === 0) return;
    const hashed = (service: Stored) => (rules.get(service) ?? []).find(rule => affinityOf(rule).isForAll);
    for (const { stored, spec, parents } of routes) {
      if (stored.kind !== HTTP_ROUTE || parents.length === 0) continue;
      for (const [number, rule] of (spec.rules ?? []).entries()) {
        const services = sharers(cluster, stored.namespace, rule);
        const destination = services.length > 1 ? services.map(hashed).find(each => each !== undefined) : undefined;
        if (destination === undefined) continue;
        yield fault(
          stored,
          `${describe(stored)} with ${services.length} weighted backends in rules[${number}], and ${describe(destination)} with consistentHash`,
          'weights or affinity: a backend is drawn for each request before a pod is chosen',
          'send chosen clients to the other backend by a header or a cookie match, or leave out the affinity',
        );
      }
    }
  },
};
