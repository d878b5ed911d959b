import { type Filters, type HeaderModifier, toFilters } from './http-filter';
import { type HttpRouteMatch, type MatchedRule, toMatches } from './http-match';
import { toBackendRef, type WeightedBackend } from './weighted-backend';

/** Which requests an HTTPRoute takes and what becomes of them. */
export interface HttpRouteRule extends MatchedRule, Filters {
  /**
   * Names the rule in logs and statuses.
   * @default - none
   */
  readonly name?: string;

  /**
   * Requests whose path begins with it, by whole segments; in `matches` it counts where a match has no path.
   * @default '/'
   */
  readonly pathPrefix?: string;

  /**
   * Requests that one of these matches.
   * @default - those of `pathPrefix`
   */
  readonly matches?: readonly HttpRouteMatch[];

  /** Where the requests go; with more than one, by weight. @default - nowhere: the rule redirects */
  readonly backends?: readonly HttpBackend[];

  /**
   * How long answers may take.
   * @default - for ever
   */
  readonly timeouts?: HttpTimeouts;

  /**
   * What is tried again; only where the CRDs are of the experimental channel, see `channel`.
   * @default - two more attempts where the backend was not reached, as Istio does by itself
   */
  readonly retry?: HttpRetry;
}

/** A backend, and what only its share of the requests sees. */
export interface HttpBackend extends WeightedBackend {
  /** Changes of the headers of its requests. @default - none */
  readonly requestHeaderModifier?: HeaderModifier;
  /** Changes of the headers of its responses. @default - none */
  readonly responseHeaderModifier?: HeaderModifier;
}

/** Durations such as `10s` or `1m30s`; `0s` for ever. After them the client gets 504. */
export interface HttpTimeouts {
  /** The whole request with all attempts. @default - for ever */
  readonly request?: string;
  /** One attempt; not above `request`. @default - for ever */
  readonly backendRequest?: string;
}

/** When a request is tried again. @see https://gateway-api.sigs.k8s.io/geps/gep-1731/ */
export interface HttpRetry {
  /** Further attempts. @default 2 */
  readonly attempts?: number;
  /** Statuses that are tried again, 400 to 599, beside connections that fail. @default - none */
  readonly codes?: readonly number[];
  /** The time between two attempts, such as `100ms`. @default - Istio's own, 25ms */
  readonly backoff?: string;
}

/** A rule as the API's standard channel has it. */
export function toHttpRule(rule: HttpRouteRule, own: string) {
  const { name, backends, timeouts } = rule;
  return {
    name,
    matches: toMatches(rule),
    filters: toFilters(rule, own),
    backendRefs: backends && toHttpBackendRefs(backends, own),
    timeouts: timeouts && { ...timeouts },
  };
}

/** `backendRefs` of a rule, each with its own filters. */
export function toHttpBackendRefs(backends: readonly HttpBackend[], own: string) {
  return backends.map(({ backend, weight, ...filters }) => ({
    ...toBackendRef(backend, own),
    weight,
    filters: toFilters(filters, own),
  }));
}

/** `retry` as the API's experimental channel has it. */
export function toRetry({ attempts, codes, backoff }: HttpRetry) {
  return {
    ...(attempts === undefined ? {} : { attempts }),
    ...(codes === undefined ? {} : { codes: [...codes] }),
    ...(backoff === undefined ? {} : { backoff }),
  };
}
