import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { routeBackends } from './route-backends';

/** At a Gateway a backend in another namespace has to be permitted there. */
export const backendIsGranted: Rule = {
  id: 'AMB612',
  doc: 'a backend in another namespace is permitted by a ReferenceGrant there',
  why: 'requests are answered with 500, and the status of the route says RefNotPermitted',
  see: ['https://gateway-api.sigs.k8s.io/api-types/referencegrant/'],
  level: 'error',
  *faults(index) {
    for (const { route, backend, namespace, place, problem } of routeBackends(index)) {
      if (problem?.reason !== 'RefNotPermitted') continue;
      yield fault(
        route,
        `${describe(route)} with ${backend.kind} ${namespace}/${backend.name} in ${place}, which no ReferenceGrant permits`,
        `a ReferenceGrant in ${namespace} from ${route.object.kind} of ${route.namespace} to ${backend.kind}`,
        'add the ReferenceGrant, or put route and backend into one namespace',
      );
    }
  },
};
