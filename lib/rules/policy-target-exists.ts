import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { istiodsOf } from './model/components';
import { findClass } from './model/gateway-classes';
import { GATEWAY_CLASS } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';
import { type PolicyTargetReference, policyTargets, TARGET_KINDS } from './model/policy-targets';

type Verdict = readonly [what: string, expected: string, cure: string] | undefined;

function classVerdict(index: ObjectIndex, { policy, name }: PolicyTargetReference): Verdict {
  const found = findClass(modelOf(index).cluster, name);
  const expected = 'the class of waypoints, istio-waypoint, from the root namespace of the mesh';
  if (found !== undefined && found.controllerName !== 'istio.io/mesh-controller') {
    return ['which is no class of waypoints', expected, 'name istio-waypoint, or the Gateway itself'];
  }
  const root = modelOf(index).rootNamespace;
  if (policy.namespace === root || istiodsOf(index).some(({ isOpen }) => isOpen)) return undefined;
  return [`from outside ${root}`, expected, `put the policy into ${root}, or name one waypoint as a Gateway`];
}

function verdictOn(index: ObjectIndex, target: PolicyTargetReference): Verdict {
  const { policy, kind, name } = target;
  if (!TARGET_KINDS.has(kind)) {
    const expected = 'a Gateway, a Service, a ServiceEntry or a GatewayClass, each with its group';
    return [`of kind ${kind}, which no policy can be attached to`, expected, 'correct group and kind of the target'];
  }
  if (kind === GATEWAY_CLASS) return classVerdict(index, target);
  const { cluster } = modelOf(index);
  const isThere = cluster.find(kind, policy.namespace, name) !== undefined;
  if (isThere || !cluster.knows(kind, policy.namespace) || mayBeThere(index, kind, policy.namespace, name))
    return undefined;
  return ['which is not there', 'a target in the namespace of the policy', 'correct the name, or move the policy'];
}

/** A policy that is attached to nothing is not enforced. */
export const policyTargetExists: Rule = {
  id: 'AMB684',
  doc: 'what a policy names as its target is there, in its namespace, and can have policies',
  why: 'a policy without a target is enforced nowhere, and requests pass',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/#targeting-policies-or-routing-rules'],
  level: 'error',
  *faults(index) {
    for (const target of policyTargets(index)) {
      const [what, expected = '', cure = ''] = verdictOn(index, target) ?? [];
      if (what === undefined) continue;
      yield fault(target.policy, `${describe(target.policy)} for ${target.title}, ${what}`, expected, cure);
    }
  },
};
