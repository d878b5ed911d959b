import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { hostnameCovers, hostnamesMeet } from './model/hostnames';
import { GRPC_ROUTE, HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Parent } from './model/parents';
import type { Route } from './model/routes';

/** Routes that istiod files under each of their host names. */
const BY_HOST: ReadonlySet<string> = new Set([HTTP_ROUTE, GRPC_ROUTE]);

/** The listener of the same Gateway, port and protocol that takes all requests for a host name from another one. */
function taker(all: readonly Parent[], own: Parent, host: string): Parent | undefined {
  const { hostname = '', port, protocol } = own.listener.spec;
  if (hostname !== '' && !hostname.startsWith('*')) return undefined;
  return all.find(({ listener }) => {
    const { spec } = listener;
    const other = spec.hostname ?? '';
    if (listener === own.listener || spec.port !== port || spec.protocol !== protocol || other === '') return false;
    return other !== hostname && other.length >= hostname.length && hostnameCovers(other, host);
  });
}

/** The host names of a route that every listener it is attached to leaves to a more specific one. */
function* unreachable({ spec, parents }: Route, listenersOf: (own: Parent) => readonly Parent[]) {
  const own = parents.flatMap(parent => parent.listeners);
  for (const host of spec.hostnames ?? []) {
    const meeting = own.filter(({ listener }) => hostnamesMeet(listener.spec.hostname ?? '*', host));
    const takers = meeting.flatMap(each => taker(listenersOf(each), each, host) ?? []);
    if (meeting.length > 0 && takers.length === meeting.length) yield { host, takers };
  }
}

/** Requests go to the most specific listener alone; a route that is not attached there never sees them. */
export const routeReachesListener: Rule = {
  id: 'AMB608',
  doc: 'a route is attached to the listener that its host names go to, not only to a less specific one of the port',
  why: 'listeners are told apart by the most specific host name; the route is accepted, and answers nothing',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#listener'],
  level: 'error',
  *faults(index) {
    const { context, routes } = modelOf(index);
    const listenersOf = ({ kind, namespace, name }: Parent) => context.parents.of(kind, namespace, name);
    for (const route of routes.filter(({ stored }) => BY_HOST.has(stored.kind))) {
      for (const { host, takers } of unreachable(route, listenersOf)) {
        const names = takers.map(({ namespace, name, listener }) => `${listener.spec.name} of ${namespace}/${name}`);
        yield fault(
          route.stored,
          `${describe(route.stored)} with host name ${host}, whose requests go to listener ${listed(names)}`,
          'the route at that listener',
          'name that listener as sectionName of the reference, or leave sectionName out',
        );
      }
    }
  },
};
