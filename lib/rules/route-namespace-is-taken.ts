import type { Rule } from '../core/rule';
import { deniedRoutes } from './denied-routes';
import { fault, listed } from './fault';
import { describe } from './model/cluster';

/** A listener takes routes of its own namespace, unless it says otherwise. */
export const routeNamespaceIsTaken: Rule = {
  id: 'AMB606',
  doc: 'a listener takes routes from the namespace of a route that asks for it',
  why: 'the route attaches to nothing, and its status says NotAllowedByListeners',
  see: ['https://gateway-api.sigs.k8s.io/guides/multiple-ns/'],
  level: 'error',
  *faults(index) {
    for (const { route, owner, listeners } of deniedRoutes(index, ['namespace'])) {
      const { namespace } = route.stored;
      const names = listed(listeners.map(({ listener }) => listener.spec.name));
      yield fault(
        route.stored,
        `${describe(route.stored)} for ${owner}, whose listeners (${names}) take no routes from namespace ${namespace}`,
        'a listener that takes routes from there',
        `in allowedRoutes.namespaces select kubernetes.io/metadata.name: ${namespace}, or move the route`,
      );
    }
  },
};
