import type { Check } from '../../core/checks';
import type { RequestRule } from './authorization-rule';

/** An AuthorizationPolicy, as far as its checks go. */
export interface CheckedAuthorization {
  readonly action: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  readonly provider?: string;
  readonly selector?: Readonly<Record<string, string>>;
  readonly rules: readonly RequestRule[];
}

const isEmpty = (part: object) =>
  Object.values(part).every(value => value === undefined || (Array.isArray(value) && value.length === 0));

/** Parts of a rule that are there and say nothing: istiod refuses the whole policy. */
function emptyParts({ rules }: CheckedAuthorization): string[] {
  return rules.flatMap(({ from, to, when }: RequestRule, index) => [
    ...(from?.length === 0 || from?.some(isEmpty) ? [`rules[${index}].from`] : []),
    ...(to?.length === 0 || to?.some(isEmpty) ? [`rules[${index}].to`] : []),
    ...(when?.some(({ values, notValues }) => isEmpty({ values, notValues })) ? [`rules[${index}].when`] : []),
  ]);
}

function badPorts({ rules }: CheckedAuthorization): number[] {
  const ports = rules.flatMap(({ to = [] }: RequestRule) =>
    to.flatMap(({ ports = [], notPorts = [] }) => [...ports, ...notPorts]),
  );
  return ports.filter(port => !(Number.isInteger(port) && port >= 1 && port <= 65535));
}

/** What cannot be right about one AuthorizationPolicy, whatever else there is. */
export const AUTHORIZATION_CHECKS: Check<CheckedAuthorization>[] = [
  {
    id: 'AMB166',
    when: ({ action, rules }) => action !== 'ALLOW' && rules.length === 0,
    found: ({ action }) => `action ${action} without rules`,
    expected: 'one rule or more: without any the policy never applies',
    cure: 'add a rule; {} is one for everything',
  },
  {
    id: 'AMB167',
    when: policy => emptyParts(policy).length > 0,
    found: policy => `nothing in ${emptyParts(policy).join(', ')}`,
    expected: 'parts that say something; istiod refuses empty ones',
    cure: 'leave the part out where it is for anyone or anything',
  },
  {
    id: 'AMB168',
    when: policy => badPorts(policy).length > 0,
    found: policy => `port ${badPorts(policy).join(', ')}`,
    expected: '1 to 65535',
    cure: "write the port of the pod's container",
  },
  {
    id: 'AMB169',
    when: ({ action, provider }) => (action === 'CUSTOM') !== (provider !== undefined),
    found: ({ action, provider }) => `action ${action} ${provider === undefined ? 'without' : 'with'} provider`,
    expected: 'a provider with CUSTOM, and with nothing else',
    cure: 'name an extensionProvider of meshConfig with action CUSTOM, or leave provider out',
  },
  {
    id: 'AMB170',
    when: ({ selector }) => selector !== undefined && Object.keys(selector).length === 0,
    found: () => 'a selector without labels',
    expected: 'labels of the pods that are meant',
    cure: 'leave out selector for the whole namespace',
  },
];
