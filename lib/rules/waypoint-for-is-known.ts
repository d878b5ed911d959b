import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { GATEWAY, GATEWAY_CLASS } from './model/kinds';
import { modelOf } from './model/model';

const LABEL = 'istio.io/waypoint-for';
export const WAYPOINT_FOR: readonly string[] = ['service', 'workload', 'all', 'none'];

/** With any other value nothing is bound to it, `namespace` among them. */
export const waypointForIsKnown: Rule = {
  id: 'AMB679',
  doc: 'a waypoint is for service, workload, all or none',
  why: 'istiod binds nothing to a waypoint with another value, and its traffic goes past it',
  see: ['https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-traffic-types'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const owners: readonly Stored[] = [...cluster.ofKind(GATEWAY), ...cluster.ofKind(GATEWAY_CLASS)];
    for (const stored of owners) {
      const value = labelsOf(stored)[LABEL];
      if (value === undefined || WAYPOINT_FOR.includes(value)) continue;
      yield fault(
        stored,
        `${describe(stored)} with ${LABEL}: ${value}`,
        `one of ${WAYPOINT_FOR.join(', ')}`,
        'write service; by which label whole namespaces are enrolled does not matter here',
      );
    }
  },
};
