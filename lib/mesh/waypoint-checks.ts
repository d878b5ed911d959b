import type { Check } from '../core/checks';
import { enrollableKinds, type WaypointFor } from './enrolment';

/** A waypoint, as far as its checks go. */
export interface CheckedWaypoint {
  readonly name: string;
  readonly waypointFor: WaypointFor;
  /** Paths of constructs that hold nothing to enrol. */
  readonly missed: readonly string[];
}

const TRAFFIC = ['service', 'workload', 'all', 'none'];

/** What cannot be right about one waypoint, whatever else there is. */
export const WAYPOINT_CHECKS: Check<CheckedWaypoint>[] = [
  {
    id: 'AMB160',
    when: ({ name }) => name === 'none' || name.length > 63 || !/^[a-z]([-a-z0-9]*[a-z0-9])?$/.test(name),
    found: ({ name }) => `waypoint name "${name}"`,
    expected: 'a name for a Service, at most 63 letters, digits and dashes, other than "none", which means no waypoint',
    cure: 'rename the waypoint',
  },
  {
    id: 'AMB161',
    when: ({ waypointFor }) => !TRAFFIC.includes(waypointFor),
    found: ({ waypointFor }) => `waypointFor "${waypointFor}"`,
    expected: `one of: ${TRAFFIC.join(', ')}; istiod binds nothing to a waypoint for anything else`,
    cure: 'use service for requests to Services, and enrol the namespace with enrol(namespace)',
  },
  {
    id: 'AMB162',
    when: ({ missed }) => missed.length > 0,
    found: ({ missed }) => `nothing to enrol in ${missed.join(', ')}`,
    expected: ({ waypointFor }) =>
      `an object that a waypoint for "${waypointFor}" can serve: ${enrollableKinds(waypointFor).join(', ') || 'none'}`,
    cure: 'enrol a construct that holds one, after it was made, or change waypointFor',
  },
];
