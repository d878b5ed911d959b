import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { admitsPort, enclosures } from './model/network-policies';

/** The pods of a Gateway listen on the ports of its listeners, those of a waypoint on 15008. */
export const networkPolicyAdmitsListeners: Rule = {
  id: 'AMB813',
  doc: 'NetworkPolicies over the pods of a Gateway leave the ports of its listeners open',
  why: 'nothing reaches the listener, and every status is well: the Gateway is programmed, its pods are ready',
  see: ['https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation'],
  level: 'error',
  *faults(index) {
    for (const [pods, { policies, rules }] of enclosures(index, 'ingress')) {
      if (!('gateway' in pods)) continue;
      const shut = pods.ports.filter(port => !rules.some(rule => admitsPort(rule, port)));
      if (shut.length === 0) continue;
      const { stored } = pods.gateway;
      yield fault(
        policies[0] ?? stored,
        `${listed(policies.map(describe))} over the pods of ${describe(stored)} without port ${listed(shut)} of its listeners`,
        'every port of a listener open for its clients',
        `add an ingress rule with TCP port ${listed(shut)}, or leave those pods out of podSelector`,
      );
    }
  },
};
