import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { supportedKinds } from './model/route-kinds';

/** Kinds that a listener asks for, but its protocol cannot carry. */
export const listenerKindsFitProtocol: Rule = {
  id: 'AMB622',
  doc: 'the kinds of route that a listener asks for suit its protocol',
  why: 'the listener says InvalidRouteKinds, and takes only the kinds that suit it, perhaps none',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes'],
  level: 'error',
  *faults(index) {
    for (const { stored, listeners } of modelOf(index).gateways.flatMap(each => [each, ...each.sets])) {
      for (const { spec, isValid } of listeners) {
        if (isValid) continue;
        const asked = (spec.allowedRoutes?.kinds ?? []).map(({ kind }) => kind);
        const { kinds } = supportedKinds({ ...spec, allowedRoutes: {} });
        yield fault(
          stored,
          `listener ${spec.name} of ${describe(stored)} by ${spec.protocol} that asks for ${listed(asked)}`,
          `kinds of route that suit the protocol: ${listed(kinds.map(kind => kind.split('.')[0] as string))}`,
          'correct allowedRoutes.kinds, or leave it out',
        );
      }
    }
  },
};
