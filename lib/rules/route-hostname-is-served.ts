import type { Rule } from '../core/rule';
import { deniedRoutes } from './denied-routes';
import { fault, listed } from './fault';
import { describe } from './model/cluster';

/** The host names of a route and of a listener must have one in common. */
export const routeHostnameIsServed: Rule = {
  id: 'AMB605',
  doc: 'a listener serves one of the host names of a route',
  why: 'the route attaches to nothing, and its status says NoMatchingListenerHostname',
  see: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#hostnames'],
  level: 'error',
  *faults(index) {
    for (const { route, owner, listeners } of deniedRoutes(index, ['hostname'])) {
      const served = [...new Set(listeners.map(({ listener }) => listener.spec.hostname ?? '*'))];
      yield fault(
        route.stored,
        `${describe(route.stored)} with host names ${listed(route.spec.hostnames ?? [])} at ${owner}`,
        `one that meets ${listed(served)}; a wildcard stands for one label or more, not for none`,
        'correct the host names of the route or of the listener',
      );
    }
  },
};
