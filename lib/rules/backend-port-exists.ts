import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { kindId, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { routeBackends } from './route-backends';

/** The route is Accepted and ResolvedRefs: nothing on the cluster tells. */
export const backendPortExists: Rule = {
  id: 'AMB611',
  doc: 'a Service has the port that a route sends requests to',
  why: 'requests are answered with 500, and no status tells: the route is Accepted and ResolvedRefs',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#backendref'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const { route, backend, namespace, place, problem } of routeBackends(index)) {
      if (problem !== undefined || kindId(backend.group, backend.kind) !== SERVICE) continue;
      const ports: readonly { readonly port: number }[] =
        cluster.find(SERVICE, namespace, backend.name)?.object.spec.ports ?? [];
      if (ports.some(({ port }) => port === backend.port)) continue;
      yield fault(
        route,
        `${describe(route)} with port ${backend.port} of Service ${namespace}/${backend.name} in ${place}`,
        `a port of the Service: ${listed(ports.map(({ port }) => port))}`,
        'name the port of the Service, not that of its pods',
      );
    }
  },
};
