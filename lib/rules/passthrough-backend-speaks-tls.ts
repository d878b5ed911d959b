import type { Rule } from '../core/rule';
import { backendPorts } from './backend-ports';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { TLS_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Parent } from './model/parents';

/** What is never spoken inside TLS under that name. */
const PLAIN: ReadonlySet<string> = new Set([
  'http',
  'http2',
  'grpc',
  'grpc-web',
  'kubernetes.io/h2c',
  'kubernetes.io/ws',
]);

const isPassthrough = ({ listener }: Parent) => listener.spec.tls?.mode === 'Passthrough';

/** The listeners that pass TLS on to the backends of a route, by route. */
function passingOn(routes: ReturnType<typeof modelOf>['routes']): ReadonlyMap<Stored, readonly Parent[]> {
  const tls = routes.filter(({ stored }) => stored.kind === TLS_ROUTE);
  return new Map(
    tls.map(({ stored, parents }) => [stored, parents.flatMap(each => each.listeners).filter(isPassthrough)]),
  );
}

/** Passed on is what clients encrypted. */
export const passthroughBackendSpeaksTls: Rule = {
  id: 'AMB674',
  doc: 'a backend that TLS is passed through to does not say that it speaks plain HTTP',
  why: 'the backend gets what clients encrypted and ends the connection; the route is accepted',
  see: ['https://gateway-api.sigs.k8s.io/guides/tls/'],
  level: 'warning',
  *faults(index) {
    const listeners = passingOn(modelOf(index).routes);
    if (listeners.size === 0) return;
    for (const { route, service, number, protocol, name } of backendPorts(index)) {
      const passing = listeners.get(route) ?? [];
      if (passing.length === 0 || !PLAIN.has(protocol)) continue;
      const names = passing.map(each => `${each.listener.spec.name} of ${each.namespace}/${each.name}`);
      yield fault(
        route,
        `${describe(route)} at listener ${listed(names)}, which passes TLS through, with port ${number} (${name}) of ${describe(service)} for ${protocol}`,
        'a backend that ends TLS itself',
        'send to its port for TLS, name the port tls or https if that is what it speaks, or end TLS at the listener',
      );
    }
  },
};
