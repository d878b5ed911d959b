import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { PEER_AUTHENTICATION } from './model/kinds';
import { scopesOf } from './model/policy-scopes';

/** For whom a policy is, as a text that policies for the same pods share. */
const keyOf = (namespace: string, selector: Readonly<Record<string, string>> | undefined) =>
  `${namespace} ${JSON.stringify(Object.entries(selector ?? {}).sort())}`;

/** Of several for the same pods the oldest counts. */
export const namespaceHasOneMtlsMode: Rule = {
  id: 'AMB657',
  doc: 'one PeerAuthentication says how the pods of a namespace, or those of a selector, are reached',
  why: 'of two for the same pods the older alone counts, whatever the other says',
  see: ['https://istio.io/latest/docs/concepts/security/#peer-authentication'],
  level: 'warning',
  *faults(index) {
    const firsts = new Map<string, Stored>();
    for (const { policy, selector } of scopesOf(index, PEER_AUTHENTICATION)) {
      const key = keyOf(policy.namespace, selector);
      const first = firsts.get(key);
      firsts.set(key, first ?? policy);
      if (first === undefined) continue;
      yield fault(
        policy,
        `${describe(policy)} for the same pods as ${describe(first)}`,
        'one PeerAuthentication for the same pods: of two the older counts',
        'remove one of them, or give it a selector of its own',
      );
    }
  },
};
