import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { enrolments } from './model/enrolments';
import { GATEWAY } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';

/** Traffic goes on without it, and so past all that it should see to. */
export const waypointExists: Rule = {
  id: 'AMB678',
  doc: 'the waypoint that a label asks for is there',
  why: 'traffic flows without a waypoint that is not there: no route, policy or retry for it has any effect',
  see: ['https://istio.io/latest/docs/ambient/usage/waypoint/#useawaypoint'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { stored, namespace, name, gateway } of enrolments(index)) {
      if (gateway !== undefined || !cluster.knows(GATEWAY, namespace)) continue;
      if (mayBeThere(index, GATEWAY, namespace, name)) continue;
      yield fault(
        stored,
        `${describe(stored)} with istio.io/use-waypoint: ${name}, and no Gateway ${namespace}/${name}`,
        'a Gateway of class istio-waypoint by that name',
        'add the waypoint, correct its name, or say where it is by istio.io/use-waypoint-namespace',
      );
    }
  },
};
