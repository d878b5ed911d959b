import type { Rule } from '../core/rule';
import { fault } from './fault';
import { annotationsOf, describe } from './model/cluster';
import { AUTHORIZATION_POLICY } from './model/kinds';
import { isForZtunnel, scopesOf } from './model/policy-scopes';

const UNSERVED: ReadonlySet<unknown> = new Set(['AUDIT', 'CUSTOM']);
const DRY_RUN = 'istio.io/dry-run';
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** ztunnel allows and denies, and nothing else. */
export const policyActionIsServed: Rule = {
  id: 'AMB687',
  doc: 'an AuthorizationPolicy without targetRefs allows or denies, and is not to be tried out',
  why: 'ztunnel leaves out the whole policy: nobody is asked, nothing is logged, and requests pass',
  see: [
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/authorization.go',
  ],
  level: 'error',
  *faults(index) {
    for (const scope of scopesOf(index, AUTHORIZATION_POLICY)) {
      const { policy } = scope;
      const { action } = policy.object.spec ?? {};
      const isTriedOut = TRUE.has(annotationsOf(policy)[DRY_RUN] ?? '');
      if (!(UNSERVED.has(action) || isTriedOut) || !isForZtunnel(index, scope)) continue;
      const what = UNSERVED.has(action) ? `action ${action}` : `annotation ${DRY_RUN}`;
      yield fault(
        policy,
        `${describe(policy)} with ${what} and no targetRefs, which ztunnel leaves out`,
        'ALLOW or DENY, in earnest; a waypoint serves the rest',
        'attach the policy to a Service behind a waypoint, or to the waypoint, by targetRefs',
      );
    }
  },
};
