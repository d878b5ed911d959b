import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { SERVICE, SERVICE_ENTRY } from './model/kinds';
import { type Model, modelOf } from './model/model';
import { policyTargets } from './model/policy-targets';
import { waypointReference } from './model/waypoints';

const SERVICES: ReadonlySet<string> = new Set([SERVICE, SERVICE_ENTRY]);

/** Whether a Service asks for no waypoint, nor its namespace, of which the labels are known. */
function asksForNone({ cluster }: Model, service: Stored): boolean {
  return cluster.find('Namespace', '', service.namespace) !== undefined && !waypointReference(cluster, service);
}

/** Only a waypoint enforces what is attached to a Service. */
export const policyTargetHasWaypoint: Rule = {
  id: 'AMB685',
  doc: 'a Service that a policy is attached to is behind a waypoint',
  why: 'no other proxy knows of policies for a Service: without a waypoint nobody enforces it, and requests pass',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/#targeting-policies-or-routing-rules'],
  level: 'error',
  *faults(index) {
    const model = modelOf(index);
    for (const { policy, kind, name, title } of policyTargets(index)) {
      const service = SERVICES.has(kind) ? model.cluster.find(kind, policy.namespace, name) : undefined;
      if (service === undefined || !asksForNone(model, service)) continue;
      yield fault(
        policy,
        `${describe(policy)} for ${title}, which asks for no waypoint`,
        'a Service with istio.io/use-waypoint, or in a namespace with it',
        'add a waypoint and the label, or write the policy for pods by a selector, without HTTP',
      );
    }
  },
};
