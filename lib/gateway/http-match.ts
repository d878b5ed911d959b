/** Requests of an HTTPRoute's rule; all given parts must hold. @see https://gateway-api.sigs.k8s.io/reference/spec/#httproutematch */
export interface HttpRouteMatch {
  /** @default - every path */
  readonly path?: PathMatch;
  /** @default - every method */
  readonly method?: HttpMethod;
  /** All must match; each name once, whatever its case. @default - none */
  readonly headers?: readonly ValueMatch[];
  /** All must match, as they stand in the address, not decoded. @default - none */
  readonly queryParams?: readonly ValueMatch[];
}

/** A prefix counts by whole segments; an expression (RE2) must match the whole path. */
export interface PathMatch {
  readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression';
  readonly value: string;
}

/** A header or a query parameter, and what it must be. */
export interface ValueMatch {
  readonly name: string;
  readonly value: string;
  /** An expression (RE2) must match the whole value. @default 'Exact' */
  readonly type?: 'Exact' | 'RegularExpression';
}

/** The methods that a match may name. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE' | 'CONNECT' | 'OPTIONS' | 'TRACE' | 'PATCH';

/** What a rule matches: `matches`, or one path prefix. */
export interface MatchedRule {
  readonly pathPrefix?: string;
  readonly matches?: readonly HttpRouteMatch[];
}

/** Every match of a rule, each with its path. */
export function matchesOf({ pathPrefix, matches }: MatchedRule): (HttpRouteMatch & { readonly path: PathMatch })[] {
  const everything: PathMatch = { type: 'PathPrefix', value: pathPrefix ?? '/' };
  return (matches ?? [{}]).map(match => ({ ...match, path: match.path ?? everything }));
}

/** `matches` of a rule. */
export function toMatches(rule: MatchedRule) {
  return matchesOf(rule).map(({ path, method, headers, queryParams }) => ({
    path: { type: path.type, value: path.value },
    method,
    headers: headers?.map(toValueMatch),
    queryParams: queryParams?.map(toValueMatch),
  }));
}

/** A match of a header or a query parameter. */
export function toValueMatch({ name, value, type = 'Exact' }: ValueMatch) {
  return { name, value, type };
}

/** Whether a match takes every request of its hostname. */
export function isCatchAll({ path, method, headers = [], queryParams = [] }: HttpRouteMatch): boolean {
  const anyPath = path === undefined || (path.type === 'PathPrefix' && path.value === '/');
  return anyPath && method === undefined && headers.length === 0 && queryParams.length === 0;
}
