import type { Check } from '../../core/checks';
import type { PolicyTarget } from './target';

/** A policy, as far as its targets go. */
export interface TargetedPolicy {
  readonly namespace: string;
  readonly rootNamespace: string;
  readonly targets?: readonly PolicyTarget[];
}

const describe = ({ kind, name, namespace }: PolicyTarget) =>
  `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;

const strangers = ({ namespace, targets = [] }: TargetedPolicy) =>
  targets.filter(target => target.kind !== 'GatewayClass' && (target.namespace ?? namespace) !== namespace);

const hasClass = ({ targets = [] }: TargetedPolicy) => targets.some(({ kind }) => kind === 'GatewayClass');

/** What keeps istiod from applying a policy to its targets. @see https://github.com/istio/istio/blob/1.31.1/pilot/pkg/model/policyattachment.go */
export const TARGET_CHECKS: Check<TargetedPolicy>[] = [
  {
    id: 'AMB163',
    when: policy => strangers(policy).length > 0,
    found: policy => `target ${strangers(policy).map(describe).join(', ')} of a policy in ${policy.namespace}`,
    expected: 'targets in the namespace of the policy; others are ignored',
    cure: 'write one policy for each namespace',
  },
  {
    id: 'AMB164',
    when: policy => hasClass(policy) && policy.namespace !== policy.rootNamespace,
    found: ({ namespace }) => `a target of kind GatewayClass in ${namespace}`,
    expected: ({ rootNamespace }) => `a policy for every waypoint in the root namespace ${rootNamespace}`,
    cure: 'set namespace to the root namespace, or name the waypoint',
  },
  {
    id: 'AMB165',
    when: ({ targets }) => targets !== undefined && (targets.length === 0 || targets.length > 16),
    found: ({ targets = [] }) => `${targets.length} targets`,
    expected: '1 to 16',
    cure: 'name a waypoint, a Gateway or a Service, or leave out targets for a policy that ztunnel enforces',
  },
];
