import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import type { ListenerSpec } from './model/gateway-spec';
import { HTTP_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import type { Parent } from './model/parents';
import type { Filter, Redirect } from './model/route-spec';
import type { Route } from './model/routes';

const DEFAULT_PORT: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Whether clients of a listener that ends TLS are sent to where they came from. */
function leadsBack({ scheme = 'https', hostname, port, path }: Redirect, listener: ListenerSpec): boolean {
  if (listener.protocol !== 'HTTPS' || scheme !== 'https' || path !== undefined) return false;
  const isSameHost = hostname === undefined || hostname === listener.hostname;
  return isSameHost && listener.port === DEFAULT_PORT.https && (port ?? listener.port) === listener.port;
}

const redirectsOf = ({ spec }: Route) =>
  (spec.rules ?? []).flatMap(({ filters = [] }, number) =>
    filters.flatMap(({ requestRedirect }: Filter) => (requestRedirect ? [{ requestRedirect, number }] : [])),
  );

const ownerOf = ({ namespace, name, listener }: Parent) => `${listener.spec.name} of ${namespace}/${name}`;

/** What is meant for the plain listener is often attached to the encrypted one too. */
export const redirectLeadsElsewhere: Rule = {
  id: 'AMB670',
  doc: 'a redirect to https is not attached to a listener of that very address',
  why: 'clients are sent to where they came from, over and over, until they give up',
  see: ['https://gateway-api.sigs.k8s.io/guides/http-redirect-rewrite/'],
  level: 'error',
  *faults(index) {
    for (const route of modelOf(index).routes.filter(({ stored }) => stored.kind === HTTP_ROUTE)) {
      const listeners = route.parents.flatMap(parent => parent.listeners);
      for (const { requestRedirect, number } of redirectsOf(route)) {
        const back = listeners.filter(({ listener }) => leadsBack(requestRedirect, listener.spec));
        if (back.length === 0) continue;
        yield fault(
          route.stored,
          `${describe(route.stored)} with a redirect to https in rules[${number}] at listener ${listed(back.map(ownerOf))}, which is https already`,
          'the redirect at listeners for plain HTTP alone, or a host name, path or port that is another',
          'name the listener for plain HTTP as sectionName of the reference',
        );
      }
    }
  },
};
