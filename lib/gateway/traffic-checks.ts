import type { Check } from '../core/checks';
import type { ResolvedMesh } from '../mesh/spec';
import { followsScaling } from './affinity-recipe';
import type { CookieAffinity, TrafficPolicy } from './traffic-policy';

/** A DestinationRule, as far as its checks go. */
export interface CheckedTraffic extends TrafficPolicy {
  readonly mesh: ResolvedMesh;
}

const GO_DURATION = /^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/;
const TOKEN = /^[\w!#$%&'*+.^`|~-]+$/;

/** The cookie, where affinity is by one. */
const cookie = ({ affinity }: TrafficPolicy): CookieAffinity | undefined =>
  affinity?.type === 'cookie' ? affinity : undefined;

const durations = ({ connectionPool = {}, outlierDetection = {} }: TrafficPolicy): [string, string][] =>
  Object.entries({ ...connectionPool.tcp, ...connectionPool.http, ...outlierDetection }).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value]] : [],
  );

const badDurations = (policy: TrafficPolicy) => durations(policy).filter(([, value]) => !GO_DURATION.test(value));

const badNumbers = ({ connectionPool = {}, outlierDetection = {} }: TrafficPolicy): [string, number][] =>
  Object.entries({ ...connectionPool.tcp, ...connectionPool.http, ...outlierDetection }).flatMap(([name, value]) => {
    if (typeof value !== 'number') return [];
    const most = name.endsWith('Percent') ? 100 : Number.MAX_SAFE_INTEGER;
    return Number.isInteger(value) && value >= 0 && value <= most ? [] : [[name, value]];
  });

/** What cannot be right about one DestinationRule. */
export const TRAFFIC_CHECKS: Check<CheckedTraffic>[] = [
  {
    id: 'AMB231',
    when: policy => cookie(policy) !== undefined && !TOKEN.test(cookie(policy)?.name ?? ''),
    found: policy => `cookie ${JSON.stringify(cookie(policy)?.name)}`,
    expected: 'letters, digits and -_ (RFC 6265)',
    cure: 'rename the cookie',
  },
  {
    id: 'AMB232',
    when: policy => !GO_DURATION.test(cookie(policy)?.ttl ?? '0s'),
    found: policy => `ttl ${JSON.stringify(cookie(policy)?.ttl)}`,
    expected: 'a number with a unit, as in 0s or 1h30m',
    cure: 'write the unit',
  },
  {
    id: 'AMB270',
    when: ({ affinity, loadBalancer, connectionPool, outlierDetection, tls }) =>
      [affinity, loadBalancer, connectionPool, outlierDetection, tls].every(part => part === undefined),
    found: () => 'a DestinationRule that says nothing',
    expected: 'affinity, loadBalancer, connectionPool, outlierDetection or tls',
    cure: 'set one of them, or leave the rule out',
  },
  {
    id: 'AMB271',
    when: ({ affinity, loadBalancer }) => affinity !== undefined && loadBalancer !== undefined,
    found: ({ affinity, loadBalancer }) => `affinity by ${affinity?.type} and loadBalancer ${loadBalancer}`,
    expected: 'one way to choose a pod',
    cure: 'remove one of the two',
  },
  {
    id: 'AMB272',
    when: policy => badDurations(policy).length > 0,
    found: policy =>
      badDurations(policy)
        .map(([name, value]) => `${name} "${value}"`)
        .join(', '),
    expected: 'a number with a unit, as in 500ms or 30s',
    cure: 'write the unit',
  },
  {
    id: 'AMB273',
    when: policy => badNumbers(policy).length > 0,
    found: policy =>
      badNumbers(policy)
        .map(([name, value]) => `${name} ${value}`)
        .join(', '),
    expected: 'whole numbers that are not negative, percent up to 100',
    cure: 'correct the number, or leave it out for the default',
  },
  {
    id: 'AMB274',
    level: 'info',
    when: ({ affinity, mesh }) => affinity !== undefined && !followsScaling(mesh),
    found: ({ mesh }) => `affinity on Istio ${mesh.version}`,
    expected: 'a version in which pods that come and go change the choice: 1.30.3 or later',
    cure: 'take a newer version, or restart the gateway after scaling the app',
  },
];
