import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** Of two listeners that cannot be told apart the first is served. */
export const listenerWinsItsPort: Rule = {
  id: 'AMB620',
  doc: 'the listeners of a port can be told apart',
  why: 'of two that cannot, the second is not served, and its routes attach to nothing',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#listener'],
  level: 'error',
  *faults(index) {
    for (const { stored, listeners } of modelOf(index).gateways.flatMap(each => [each, ...each.sets])) {
      for (const { spec, conditions } of listeners) {
        if (conditions.Conflicted?.status !== 'True') continue;
        const named = spec.hostname === undefined ? 'without a host name' : `for ${spec.hostname}`;
        yield fault(
          stored,
          `listener ${spec.name} of ${describe(stored)} on port ${spec.port} by ${spec.protocol} ${named}, which another has`,
          'listeners of one port with host names of their own, and TCP on a port of its own',
          'change port or hostname of one of them',
        );
      }
    }
  },
};
