import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { admitsPort, enclosures } from './model/network-policies';
import { servedWorkloads } from './model/service-pods';
import { isCaptured } from './model/workloads';

/** What comes through the mesh comes to port 15008, whatever port it is for. */
export const networkPolicyAdmitsHbone: Rule = {
  id: 'AMB810',
  doc: 'NetworkPolicies let the mesh in to the pods of a Service, on port 15008',
  why: 'NetworkPolicies see port 15008 and not the one that is meant: connections from the mesh time out',
  see: ['https://istio.io/latest/docs/ambient/usage/networkpolicy/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const served = servedWorkloads(index);
    for (const [pods, { policies, rules }] of enclosures(index, 'ingress')) {
      if (!('stored' in pods) || !served.has(pods) || !isCaptured(cluster, pods)) continue;
      if (rules.some(rule => admitsPort(rule, 15008, pods.containers))) continue;
      yield fault(
        policies[0] ?? pods.stored,
        `${listed(policies.map(describe))} over the pods of ${describe(pods.stored)}, which are in the mesh, without port 15008`,
        'TCP port 15008 open for those who may call',
        'add an ingress rule with TCP port 15008, and say in an AuthorizationPolicy which port is meant',
      );
    }
  },
};
