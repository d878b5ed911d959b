import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import type { ListenerSpec } from './model/gateway-spec';
import { HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Redirect } from './model/route-spec';

/** Ports that are not written into an address, by what is spoken there. */
const UNWRITTEN = 443;

/** Whether clients keep the port of a plain listener in an address that begins with https. */
function keepsPort({ scheme, hostname, port = UNWRITTEN }: Redirect, { protocol, port: own }: ListenerSpec): boolean {
  return protocol === 'HTTP' && own !== 80 && scheme === 'https' && hostname === undefined && port === UNWRITTEN;
}

/** A gateway takes the host from the request, with the port, and cuts off `:80` alone. */
export const redirectNamesHost: Rule = {
  id: 'AMB658',
  doc: 'a redirect to https at a listener on another port than 80 states the host name, or the port',
  why: 'the port that clients came by stays in the address: https://HOST:8080/, where nobody speaks TLS',
  see: [
    'https://gateway-api.sigs.k8s.io/reference/spec/#httprequestredirectfilter',
    'https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/',
  ],
  level: 'warning',
  *faults(index) {
    for (const { stored, spec, parents } of modelOf(index).routes) {
      if (stored.kind !== HTTP_ROUTE) continue;
      const listeners = parents.flatMap(parent => parent.listeners);
      for (const [number, { filters = [] }] of (spec.rules ?? []).entries()) {
        for (const { requestRedirect } of filters) {
          const kept = requestRedirect && listeners.filter(({ listener }) => keepsPort(requestRedirect, listener.spec));
          if (kept === undefined || kept.length === 0) continue;
          const names = kept.map(({ listener }) => `${listener.spec.name} on port ${listener.spec.port}`);
          yield fault(
            stored,
            `${describe(stored)} with a redirect to https in rules[${number}] at listener ${listed(names)}, which leaves that port in the address`,
            'a host name, or a port other than 443',
            'state hostname in the redirect',
          );
        }
      }
    }
  },
};
