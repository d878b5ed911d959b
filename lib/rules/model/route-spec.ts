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

interface Header {
  readonly name: string;
  readonly value: string;
}

interface HeaderModifier {
  readonly set?: readonly Header[];
  readonly add?: readonly Header[];
}

/** A filter of an HTTPRoute or GRPCRoute. */
export interface Filter {
  readonly type: string;
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
  readonly requestMirror?: { readonly backendRef: BackendReference };
}

export interface RouteRule {
  readonly backendRefs?: readonly BackendReference[];
  readonly filters?: readonly Filter[];
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
