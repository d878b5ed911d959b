import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { TELEMETRY } from './model/kinds';
import { scopesOf } from './model/policy-scopes';

/** What is attached to something is joined, what is for a whole namespace is not. */
export const namespaceHasOneTelemetry: Rule = {
  id: 'AMB866',
  doc: 'one Telemetry is for the whole of a namespace',
  why: 'of two without selector and targetRefs the older alone counts, whatever the other says of logs, metrics or traces',
  see: [
    'https://istio.io/latest/docs/reference/config/telemetry/',
    'https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/telemetry.go',
  ],
  level: 'warning',
  *faults(index) {
    const firsts = new Map<string, Stored>();
    for (const { policy, selector } of scopesOf(index, TELEMETRY)) {
      if (selector !== undefined) continue;
      const first = firsts.get(policy.namespace);
      firsts.set(policy.namespace, first ?? policy);
      if (first === undefined) continue;
      yield fault(
        policy,
        `${describe(policy)} for all of the namespace, as ${describe(first)} is`,
        'one Telemetry for a whole namespace: of two the older counts',
        'say it all in one of them, or attach one by targetRefs',
      );
    }
  },
};
