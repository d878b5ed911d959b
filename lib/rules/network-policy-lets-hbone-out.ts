import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { type Fields, objectsOf } from './model/fields';
import { modelOf } from './model/model';
import { admitsPort, enclosures } from './model/network-policies';
import { isCaptured } from './model/workloads';

const DNS = 53;

/** Whether a rule lets out to pods, and on ports that are not for DNS. */
const isForPods = ({ to, ports }: Fields) =>
  objectsOf(to).some(peer => peer.ipBlock === undefined) && objectsOf(ports).some(({ port }) => port !== DNS);

/** What goes to other pods of the mesh leaves for port 15008, whatever port it is for. */
export const networkPolicyLetsHboneOut: Rule = {
  id: 'AMB811',
  doc: 'NetworkPolicies that let pods of the mesh call other pods let them use port 15008',
  why: 'in the mesh a call to another pod leaves for port 15008 and not for the one that is meant: it times out',
  see: ['https://istio.io/latest/docs/ambient/usage/networkpolicy/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const [pods, { policies, rules }] of enclosures(index, 'egress')) {
      if (!('stored' in pods) || !isCaptured(cluster, pods)) continue;
      if (!rules.some(isForPods) || rules.some(rule => admitsPort(rule, 15008))) continue;
      yield fault(
        policies[0] ?? pods.stored,
        `${listed(policies.map(describe))} over the pods of ${describe(pods.stored)}, which are in the mesh, with pods to call but without port 15008`,
        'TCP port 15008 open to those who may be called',
        'add TCP port 15008 to the egress rule for those pods',
      );
    }
  },
};
