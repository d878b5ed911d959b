import type { Backend } from '../../../lib/gateway/backend';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { Draft } from './rules';
import type { Settings } from './settings';

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

/** A DestinationRule that keeps clients with their pod. */
export interface MigratedAffinity {
  readonly name: string;
  readonly backend: Backend;
  readonly cookie: string;
  readonly ttl: string;
}

/** Rules of some hosts that are the same on each of them. */
export interface HostGroup {
  /** Undefined stands for every host. */
  readonly hosts: readonly (string | undefined)[];
  readonly rules: readonly HttpRouteRule[];
}

/** The hosts of an Ingress, those with the same rules together; every host, said by none, stands alone. */
export function toGroups(drafts: readonly Draft[], hasTls: (host: string | undefined) => boolean): HostGroup[] {
  const byRules = new Map<string, { hosts: (string | undefined)[]; rules: HttpRouteRule[] }>();
  for (const host of new Set(drafts.map(draft => draft.host))) {
    const rules = drafts.filter(draft => draft.host === host).map(({ rule }) => rule);
    const key = JSON.stringify([host === undefined, hasTls(host), rules]);
    const group = byRules.get(key);
    if (group === undefined) byRules.set(key, { hosts: [host], rules });
    else group.hosts.push(host);
  }
  return [...byRules.values()];
}

/** A route has at most so many rules. @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutespec */
const MOST_RULES = 16;

/** The rules in parts that fit a route each. */
export function inParts(rules: readonly HttpRouteRule[]): HttpRouteRule[][] {
  const parts: HttpRouteRule[][] = [];
  for (let start = 0; start < rules.length; start += MOST_RULES) parts.push(rules.slice(start, start + MOST_RULES));
  return parts;
}

/** Names that are used once in each namespace. */
export class Names {
  private readonly taken = new Set<string>();

  /** The name, or the first that is free with a number behind it. */
  free(namespace: string, wanted: string): string {
    for (let number = 1; ; number++) {
      const name = number === 1 ? wanted : `${wanted}-${number}`;
      if (this.taken.has(`${namespace}/${name}`)) continue;
      this.taken.add(`${namespace}/${name}`);
      return name;
    }
  }
}

/** One DestinationRule for each Service that the rules name. */
export function toAffinities({ cookie }: Settings, rules: readonly HttpRouteRule[]): MigratedAffinity[] {
  if (cookie === undefined) return [];
  const backends = rules.flatMap(rule => (rule.backends ?? []).map(({ backend }) => backend));
  const byService = new Map(backends.map(backend => [backend.serviceName, backend]));
  return [...byService.values()].map(backend => ({
    name: `${backend.serviceName}-sticky`,
    backend,
    cookie: cookie.name,
    ttl: cookie.ttl,
  }));
}
