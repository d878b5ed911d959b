import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** HBONE is for waypoints, and they have nothing else. */
export const listenerProtocolIsKnown: Rule = {
  id: 'AMB621',
  doc: 'a listener has a protocol that istiod serves at its Gateway',
  why: 'the listener is not accepted, and its routes attach to nothing that answers',
  see: ['https://istio.io/latest/docs/ambient/usage/waypoint/'],
  level: 'error',
  *faults(index) {
    for (const { stored, listeners } of modelOf(index).gateways.flatMap(each => [each, ...each.sets])) {
      for (const { spec, conditions } of listeners) {
        if (conditions.Accepted?.reason !== 'UnsupportedProtocol') continue;
        yield fault(
          stored,
          `listener ${spec.name} of ${describe(stored)} by ${spec.protocol} on port ${spec.port}: ${conditions.Accepted.message}`,
          'HTTP, HTTPS, TLS or TCP, or for a waypoint HBONE on 15008',
          'change protocol and port of the listener',
        );
      }
    }
  },
};
