import type { Rule } from '../core/rule';
import { deniedRoutes } from './denied-routes';
import { fault, listed } from './fault';
import { describe } from './model/cluster';

/** The protocol of a listener, and what it says itself, tell which kinds of route it takes. */
export const routeKindIsTaken: Rule = {
  id: 'AMB607',
  doc: 'a listener takes the kind of a route that asks for it',
  why: 'the route attaches to nothing, and its status says NotAllowedByListeners',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#allowedroutes'],
  level: 'error',
  *faults(index) {
    for (const { route, owner, listeners } of deniedRoutes(index, ['kind'])) {
      const taken = listeners.map(({ listener: { spec, kinds } }) => {
        const names = kinds.map(kind => kind.split('.')[0] as string);
        return `${spec.name} by ${spec.protocol} takes ${listed(names)}`;
      });
      yield fault(
        route.stored,
        `${describe(route.stored)} at ${owner}, where ${listed(taken)}`,
        `a listener that takes a ${route.stored.object.kind}`,
        'change protocol or allowedRoutes.kinds of the listener, or the kind of the route',
      );
    }
  },
};
