import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { TCP_ROUTE, TLS_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Route } from './model/routes';

/** Each listener of a route, with the server names that it takes there; a TCPRoute takes everything. */
function* claims({ stored, spec, parents }: Route) {
  if (stored.kind !== TCP_ROUTE && stored.kind !== TLS_ROUTE) return;
  const { hostnames = [] } = spec;
  for (const { namespace, name, listener } of parents.flatMap(parent => parent.listeners)) {
    const place = `listener ${listener.spec.name} of ${namespace}/${name}`;
    for (const hostname of stored.kind === TCP_ROUTE || hostnames.length === 0 ? ['*'] : hostnames) {
      yield { place, key: `${place} ${stored.kind} ${hostname}`, hostname };
    }
  }
}

/** A connection goes one way: there is nothing else to tell two routes apart by. */
export const streamHasOneRoute: Rule = {
  id: 'AMB673',
  doc: 'the connections of a listener, or those for one server name, are taken by one TCPRoute or TLSRoute',
  why: 'of two the older takes them all, and the other gets none although it is accepted',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#tcproute'],
  level: 'warning',
  *faults(index) {
    const firsts = new Map<string, Route>();
    const told = new Set<Route>();
    for (const route of modelOf(index).routes) {
      for (const { place, key, hostname } of claims(route)) {
        const first = firsts.get(key) ?? route;
        firsts.set(key, first);
        if (first === route || told.has(route)) continue;
        told.add(route);
        yield fault(
          route.stored,
          `${describe(route.stored)} for ${hostname === '*' ? 'all connections' : hostname} at ${place}, which ${describe(first.stored)} takes too`,
          'one route for a connection: of two the older takes them all',
          'remove one, give it a listener of its own, or put both backends with weights into one route',
        );
      }
    }
  },
};
