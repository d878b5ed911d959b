/** A reference of a route to what it attaches to, as stored: group and kind are there. */
export interface ParentReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly sectionName?: string;
  readonly port?: number;
}

/** A reference of a route to what it sends requests to, as stored: group, kind and weight are there. */
export interface BackendReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
  readonly port?: number;
  readonly weight?: number;
  readonly filters?: readonly Filter[];
}

export interface Header {
  readonly name: string;
  readonly value: string;
}

interface HeaderModifier {
  readonly set?: readonly Header[];
  readonly add?: readonly Header[];
}

/** What becomes of the path of a request that is redirected or rewritten. */
export interface PathChange {
  readonly type: 'ReplaceFullPath' | 'ReplacePrefixMatch';
  readonly replaceFullPath?: string;
  readonly replacePrefixMatch?: string;
}

export interface Redirect {
  readonly scheme?: string;
  readonly hostname?: string;
  readonly port?: number;
  readonly path?: PathChange;
}

/** A condition on a header or a query parameter. */
export interface ValueMatch {
  readonly type?: 'Exact' | 'RegularExpression';
  readonly name: string;
  readonly value: string;
}

/** A match of an HTTPRoute, as stored: the path is there. */
export interface HttpMatch {
  readonly path?: { readonly type: 'Exact' | 'PathPrefix' | 'RegularExpression'; readonly value: string };
  readonly method?: string;
  readonly headers?: readonly ValueMatch[];
  readonly queryParams?: readonly ValueMatch[];
}

/** A filter of an HTTPRoute or GRPCRoute. */
export interface Filter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestMirror?: { readonly backendRef: BackendReference };
  readonly requestRedirect?: Redirect;
  readonly urlRewrite?: { readonly hostname?: string; readonly path?: PathChange };
}

export interface RouteRule {
  readonly backendRefs?: readonly BackendReference[];
  readonly filters?: readonly Filter[];
}

/** A rule of an HTTPRoute. */
export interface HttpRule extends RouteRule {
  readonly matches?: readonly HttpMatch[];
}

/**
 * What the routes have in common; a TCPRoute has no host names, and only HTTPRoute and GRPCRoute have filters.
 * @see https://gateway-api.sigs.k8s.io/reference/spec/
 */
export interface RouteSpec {
  readonly parentRefs?: readonly ParentReference[];
  readonly hostnames?: readonly string[];
  readonly rules?: readonly RouteRule[];
}
