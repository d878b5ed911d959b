import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { routeBackends } from './route-backends';

/** What istiod cannot make a destination of: another kind, a host name for a Service, no port. */
export const backendKindIsKnown: Rule = {
  id: 'AMB613',
  doc: 'a backend is a Service by name and port, or another kind that istiod knows',
  why: 'requests are answered with 500, or the whole route is dropped',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#backendobjectreference'],
  level: 'error',
  *faults(index) {
    for (const { route, place, problem } of routeBackends(index)) {
      if (problem?.reason !== 'InvalidKind' && problem?.reason !== 'InvalidDestination') continue;
      yield fault(
        route,
        `${describe(route)} with a backend in ${place}: ${problem.message}`,
        'a Service by name and port, or a Hostname of networking.istio.io',
        'correct group, kind, name and port of the backend',
      );
    }
  },
};
