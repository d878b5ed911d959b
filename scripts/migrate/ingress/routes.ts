import type { Backend } from '../../../lib/gateway/backend';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { Work } from './conflicts';
import type { Draft } from './rules';
import type { TlsHosts } from './tls';

/** An HTTPRoute as it will be made, and where it comes from. */
export interface MigratedRoute {
  readonly name: string;
  readonly namespace: string;
  /** The file and the line of the Ingress. */
  readonly place: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly hostnames?: readonly string[];
  /** The listeners that it hangs on; without any, all that take it. */
  readonly sections: readonly string[];
  readonly rules: readonly HttpRouteRule[];
}

/** The id of a construct: no namespace has a dot in its name. */
export const toId = ({ namespace, name }: { readonly namespace: string; readonly name: string }): string =>
  `${namespace}.${name}`;

/** A DestinationRule that keeps clients with their pod. */
export interface MigratedAffinity {
  readonly name: string;
  readonly backend: Backend;
  readonly cookie: string;
  readonly ttl: string;
}

/** The id of its construct, which is none of a route: no name of an object has a blank. */
export const toStickyId = ({ name, backend: { namespace } }: MigratedAffinity): string =>
  toId({ namespace, name: `affinity ${name}` });

/** Rules of some hosts that are the same on each of them. */
export interface HostGroup {
  /** Undefined stands for every host. */
  readonly hosts: readonly (string | undefined)[];
  readonly rules: readonly HttpRouteRule[];
}

/** The hosts of an Ingress, those with the same rules together; every host, said by none, stands alone. */
export function toGroups(drafts: readonly Draft[], tlsHosts: TlsHosts): HostGroup[] {
  const byRules = new Map<string, { hosts: (string | undefined)[]; rules: HttpRouteRule[] }>();
  for (const host of new Set(drafts.map(draft => draft.host))) {
    const rules = drafts.filter(draft => draft.host === host).map(({ rule }) => rule);
    const key = JSON.stringify([host === undefined, tlsHosts.has(host), rules]);
    const group = byRules.get(key);
    if (group === undefined) byRules.set(key, { hosts: [host], rules });
    else group.hosts.push(host);
  }
  return [...byRules.values()].flatMap(({ hosts, rules }) => inParts(hosts).map(part => ({ hosts: part, rules })));
}

/** A route has at most so many rules, and so many hostnames. @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec */
const MOST = 16;

/** A list in parts that fit a route each. */
export function inParts<Item>(items: readonly Item[]): Item[][] {
  const parts: Item[][] = [];
  for (let start = 0; start < items.length; start += MOST) parts.push(items.slice(start, start + MOST));
  return parts;
}

/** The routes under names that are used once in each namespace: where one is taken, with a number behind it. */
export function toNamed(routes: readonly MigratedRoute[]): MigratedRoute[] {
  const taken = new Set<string>();
  return routes.map(route => {
    let [named, number] = [route, 1];
    while (taken.has(toId(named))) named = { ...route, name: `${route.name}-${++number}` };
    taken.add(toId(named));
    return named;
  });
}

/** One DestinationRule for each Service that Ingresses with affinity name: as the first of them has it. */
export function toAffinities(work: readonly Work[]): MigratedAffinity[] {
  const found = new Map<string, MigratedAffinity>();
  for (const { settings, drafts } of work) {
    if (settings.cookie === undefined) continue;
    const { name: cookie, ttl } = settings.cookie;
    for (const { backend } of drafts.flatMap(({ rule }) => rule.backends ?? [])) {
      const key = `${backend.namespace}/${backend.serviceName}`;
      if (!found.has(key)) found.set(key, { name: `${backend.serviceName}-sticky`, backend, cookie, ttl });
    }
  }
  return [...found.values()];
}
