import type { Check } from '../core/checks';

/** WaypointTraffic, as far as its checks go. */
export interface CheckedWaypointTraffic {
  readonly backends?: readonly unknown[];
  readonly timeout?: string;
  readonly retries?: {
    readonly attempts: number;
    readonly perTryTimeout?: string;
    readonly codes?: readonly number[];
    readonly backoff?: string;
  };
  readonly fault?: {
    readonly delay?: { readonly fixedDelay: string; readonly percent: number };
    readonly abort?: { readonly httpStatus: number; readonly percent: number };
  };
}

const DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;

function badDurations({ timeout, retries, fault }: CheckedWaypointTraffic): string[] {
  const { perTryTimeout, backoff } = retries ?? {};
  const named = { timeout, perTryTimeout, backoff, fixedDelay: fault?.delay?.fixedDelay };
  return Object.entries(named).flatMap(([name, value]) =>
    value === undefined || DURATION.test(value) ? [] : [`${name} "${value}"`],
  );
}

const isStatus = (code: number, least: number) => Number.isInteger(code) && code >= least && code <= 599;

function badNumbers({ retries, fault }: CheckedWaypointTraffic): string[] {
  const shares = [fault?.delay?.percent, fault?.abort?.percent];
  const { attempts = 0, codes = [] } = retries ?? {};
  const status = fault?.abort?.httpStatus ?? 200;
  return [
    ...(Number.isInteger(attempts) && attempts >= 0 ? [] : [`attempts ${attempts}`]),
    ...codes.filter(code => !isStatus(code, 400)).map(code => `code ${code}`),
    ...(isStatus(status, 200) ? [] : [`httpStatus ${status}`]),
    ...shares.flatMap(share => (share === undefined || (share >= 0 && share <= 100) ? [] : [`percent ${share}`])),
  ];
}

/** What cannot be right about one WaypointTraffic. */
export const WAYPOINT_TRAFFIC_CHECKS: Check<CheckedWaypointTraffic>[] = [
  {
    id: 'AMB275',
    when: ({ backends, timeout, retries, fault }) =>
      [backends, timeout, retries, fault?.delay, fault?.abort].every(part => part === undefined),
    found: () => 'a WaypointTraffic that says nothing',
    expected: 'backends, a timeout, retries or a fault',
    cure: 'set one of them, or leave it out',
  },
  {
    id: 'AMB276',
    when: traffic => badDurations(traffic).length > 0,
    found: traffic => badDurations(traffic).join(', '),
    expected: 'a duration such as 10s, 500ms or 1m30s',
    cure: 'write a whole number with a unit',
  },
  {
    id: 'AMB277',
    when: traffic => badNumbers(traffic).length > 0,
    found: traffic => badNumbers(traffic).join(', '),
    expected: 'attempts of 0 or more, codes from 400 to 599, statuses from 200 to 599, percent from 0 to 100',
    cure: 'correct the number',
  },
];
