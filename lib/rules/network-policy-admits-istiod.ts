import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { istiodWorkloads, isZtunnel } from './model/components';
import { admitsPort, enclosures } from './model/network-policies';

/** Where gateways, waypoints and ztunnel fetch configuration and certificates. */
const XDS = 15012;
/** Where the API server asks istiod whether objects of the mesh are valid. */
const WEBHOOK = 15017;

/** Everything in the mesh lives by what istiod tells it. */
export const networkPolicyAdmitsIstiod: Rule = {
  id: 'AMB814',
  doc: 'NetworkPolicies let gateways, waypoints and ztunnel reach istiod, and the API server its webhook',
  why: 'without port 15012 proxies get neither configuration nor certificates, without 15017 objects of Istio are refused',
  see: ['https://istio.io/latest/docs/ops/deployment/application-requirements/#ports-used-by-istio'],
  level: 'error',
  *faults(index) {
    const istiods = istiodWorkloads(index);
    for (const [pods, { policies, rules }] of enclosures(index, 'ingress')) {
      if (!('stored' in pods) || !istiods.has(pods)) continue;
      const shut = [XDS, WEBHOOK].filter(port => !rules.some(rule => admitsPort(rule, port, pods.containers)));
      if (shut.length === 0) continue;
      yield fault(
        policies[0] ?? pods.stored,
        `${listed(policies.map(describe))} over istiod, ${describe(pods.stored)}, without port ${listed(shut)}`,
        'ports 15012 and 15017 of istiod open',
        `add an ingress rule with TCP port ${listed(shut)}`,
      );
    }
    for (const [pods, { policies, rules }] of enclosures(index, 'egress')) {
      const isProxy = 'gateway' in pods || isZtunnel(pods);
      if (!isProxy || rules.some(rule => admitsPort(rule, XDS))) continue;
      const stored = 'gateway' in pods ? pods.gateway.stored : pods.stored;
      yield fault(
        policies[0] ?? stored,
        `${listed(policies.map(describe))} over the pods of ${describe(stored)} with no way out to port ${XDS}`,
        `TCP port ${XDS} open to istiod, whatever else is closed`,
        `add an egress rule with TCP port ${XDS} to the namespace of istiod`,
      );
    }
  },
};
