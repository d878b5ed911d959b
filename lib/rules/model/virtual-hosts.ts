import { HTTP_ROUTE } from './kinds';
import type { Listener } from './listeners';
import type { Model } from './model';
import type { HttpMatch, HttpRule } from './route-spec';
import type { Route } from './routes';

/** One match of an HTTPRoute, with its place, as in `rules[0].matches[1]`. */
export interface PlacedMatch {
  readonly route: Route;
  /** The number of the rule. */
  readonly number: number;
  readonly rule: HttpRule;
  readonly match: HttpMatch;
  readonly place: string;
}

/** The matches that istiod sorts together: of one listener, or of one Service, and of one host name as it is written. */
export interface HostGroup {
  /** Undefined for a Service. */
  readonly listener: Listener | undefined;
  /** In the words of a message, `listener http of edge/shop`. */
  readonly place: string;
  /** As it is written, `*` where a route states none. */
  readonly hostname: string;
  readonly matches: readonly PlacedMatch[];
}

/** A match that says nothing takes every request. */
const ALL: readonly HttpMatch[] = [{ path: { type: 'PathPrefix', value: '/' } }];

const placed = new WeakMap<Route, readonly PlacedMatch[]>();

/** Every match of an HTTPRoute, and none of another route. */
export function matchesOf(route: Route): readonly PlacedMatch[] {
  if (route.stored.kind !== HTTP_ROUTE) return [];
  const matches = placed.get(route) ?? readMatches(route);
  placed.set(route, matches);
  return matches;
}

function readMatches(route: Route): readonly PlacedMatch[] {
  const rules = (route.spec.rules ?? []) as readonly HttpRule[];
  return rules.flatMap((rule, number) => {
    const { matches = [] } = rule;
    return (matches.length === 0 ? ALL : matches).map((match, position) => {
      const place = matches.length === 0 ? `rules[${number}]` : `rules[${number}].matches[${position}]`;
      return { route, number, rule, match, place };
    });
  });
}

const known = new WeakMap<Model, readonly HostGroup[]>();

/** Whether several rules or routes share a group; where none do nothing can be hidden. */
export const isShared = ({ matches }: HostGroup): boolean => matches.length > 1;

/**
 * The groups in which istiod sorts the matches of HTTPRoutes.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (sortHTTPRoutes)
 */
export function hostGroups(model: Model): readonly HostGroup[] {
  const before = known.get(model);
  if (before !== undefined) return before;
  const groups = new Map<object | string, Map<string, HostGroup & { matches: PlacedMatch[] }>>();
  for (const route of model.routes.filter(({ stored }) => stored.kind === HTTP_ROUTE)) {
    const matches = matchesOf(route);
    const { hostnames = [] } = route.spec;
    for (const { key, listener, place } of placesOf(route)) {
      const ofPlace = groups.get(key) ?? new Map<string, HostGroup & { matches: PlacedMatch[] }>();
      groups.set(key, ofPlace);
      // A Service is reached by its own name, whatever host names a route states.
      for (const hostname of listener === undefined || hostnames.length === 0 ? ['*'] : hostnames) {
        const group = ofPlace.get(hostname) ?? { listener, place, hostname, matches: [] };
        ofPlace.set(hostname, group);
        group.matches.push(...matches);
      }
    }
  }
  const all = [...groups.values()].flatMap(each => [...each.values()]);
  known.set(model, all);
  return all;
}

interface Place {
  readonly key: object | string;
  readonly listener: Listener | undefined;
  readonly place: string;
}

/** Where a route is attached, each listener and each Service once. */
function placesOf({ stored, parents }: Route): readonly Place[] {
  const places = new Map<object | string, Place>();
  for (const { reference, listeners, denial } of parents) {
    for (const { namespace, name, listener } of listeners) {
      places.set(listener, {
        key: listener,
        listener,
        place: `listener ${listener.spec.name} of ${namespace}/${name}`,
      });
    }
    if (listeners.length > 0 || denial !== undefined) continue;
    const { kind, name, namespace = stored.namespace, port = '' } = reference;
    const key = `${kind} ${namespace}/${name}`;
    places.set(`${key} ${port}`, { key: `${key} ${port}`, listener: undefined, place: key });
  }
  return [...places.values()];
}

/** Whether a match takes every request. */
export function isCatchAll(match: HttpMatch): boolean {
  return isUnconditional(match) && match.path?.type !== 'Exact' && (match.path?.value ?? '/') === '/';
}

/** Whether nothing but the path is looked at. */
export function isUnconditional({ method, headers = [], queryParams = [] }: HttpMatch): boolean {
  return method === undefined && headers.length === 0 && queryParams.length === 0;
}
