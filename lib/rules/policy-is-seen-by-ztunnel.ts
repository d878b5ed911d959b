import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { AUTHORIZATION_POLICY } from './model/kinds';
import type { PolicySpec } from './model/policies';
import { httpAttributes, type PolicyRule } from './model/policy-rules';
import { isForZtunnel, scopesOf } from './model/policy-scopes';

/** Whether ztunnel sees anything of a rule. */
function hasTransportPart(rule: PolicyRule): boolean {
  const { from = [], to = [], when = [] } = rule;
  const all = [...from.map(each => each.source), ...to.map(each => each.operation)];
  const stated = all.flatMap(each => Object.values(each ?? {})).filter(values => (values?.length ?? 0) > 0).length;
  return stated + when.length > httpAttributes(rule).length;
}

/** What ztunnel makes of the rules that it does not see whole. */
function effectOf(action: PolicySpec['action'], rules: readonly PolicyRule[]): string {
  if (action !== 'DENY') return 'it leaves out such a rule of an ALLOW, and denies what no other rule allows';
  return rules.some(hasTransportPart)
    ? 'it denies all that the rest of the rule says, whatever the request'
    : 'such a DENY never fires';
}

/** A policy without targets is for ztunnel, which knows connections and no requests. */
export const policyIsSeenByZtunnel: Rule = {
  id: 'AMB686',
  doc: 'an AuthorizationPolicy without targetRefs says nothing about requests, which only waypoints see',
  why: 'ztunnel leaves out what it does not see: an ALLOW denies everything, a DENY never fires or denies too much',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/', 'https://github.com/istio/istio/issues/61126'],
  level: 'error',
  *faults(index) {
    for (const scope of scopesOf(index, AUTHORIZATION_POLICY)) {
      const { action = 'ALLOW', rules = [] } = (scope.policy.object.spec ?? {}) as PolicySpec;
      if ((action !== 'ALLOW' && action !== 'DENY') || !isForZtunnel(index, scope)) continue;
      const unseen = rules.filter(rule => httpAttributes(rule).length > 0);
      if (unseen.length === 0) continue;
      const attributes = [...new Set(unseen.flatMap(httpAttributes))].sort();
      yield fault(
        scope.policy,
        `${describe(scope.policy)} with ${listed(attributes)}, which ztunnel does not see: ${effectOf(action, unseen)}`,
        'what a connection tells: principals, namespaces, addresses and ports',
        'attach the policy to a Service behind a waypoint, or to the waypoint, by targetRefs',
      );
    }
  },
};
