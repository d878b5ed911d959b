import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import type { Route } from './model/routes';
import { isWithoutProxy } from './model/traffic-hosts';

/** The names of the Services that a route is attached to. */
const servicesOf = ({ stored, parents }: Route) =>
  parents
    .filter(({ reference, denial }) => reference.kind === SERVICE && denial === undefined)
    .map(({ reference: { name, namespace = stored.namespace } }) => ({ name, namespace }));

/** Routes for the mesh are carried out by waypoints. */
export const serviceRouteHasWaypoint: Rule = {
  id: 'AMB683',
  doc: 'an ambient Service that a route is attached to is behind a waypoint',
  why: 'ztunnel knows no routes: without a waypoint requests go straight to the Service, while the route is accepted',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/'],
  level: 'warning',
  *faults(index) {
    const { cluster, routes } = modelOf(index);
    for (const route of routes) {
      for (const { name, namespace } of servicesOf(route)) {
        const service = cluster.find(SERVICE, namespace, name);
        if (service === undefined || !isWithoutProxy(index, service)) continue;
        yield fault(
          route.stored,
          `${describe(route.stored)} for ${describe(service)}, which asks for no waypoint`,
          'a Service with istio.io/use-waypoint, or in a namespace with it',
          'add a waypoint and the label, or attach the route to a Gateway',
        );
      }
    }
  },
};
