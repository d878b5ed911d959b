import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { GATEWAY, kindId } from './model/kinds';
import { modelOf } from './model/model';

/** Routes of the mesh belong to services; a waypoint picks them up from there. */
export const routeParentTakesRoutes: Rule = {
  id: 'AMB602',
  doc: 'a route attaches to a service of a waypoint rather than to the waypoint itself',
  why: 'istiod makes nothing of a route to a waypoint, and writes no status',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/'],
  level: 'error',
  *faults(index) {
    const { gateways, routes } = modelOf(index);
    const waypoints = new Set(
      gateways
        .filter(({ controller }) => controller?.role === 'waypoint')
        .map(({ stored }) => `${stored.namespace}/${stored.name}`),
    );
    for (const { stored, spec } of routes) {
      for (const { group, kind, name, namespace = stored.namespace } of spec.parentRefs ?? []) {
        if (kindId(group, kind) !== GATEWAY || !waypoints.has(`${namespace}/${name}`)) continue;
        yield fault(
          stored,
          `${describe(stored)} with the waypoint ${namespace}/${name} as parent`,
          'a service of that waypoint as parent',
          'name the Service: group "", kind Service, and its name',
        );
      }
    }
  },
};
