import type { Backend } from './backend';
import { toBackendRef } from './weighted-backend';

/** Changes of headers: `remove` first, then `set`, then `add`. Values are literal text; Envoy reads `%` as a command. */
export interface HeaderModifier {
  /** By name, in place of what is there. @default - none */
  readonly set?: Readonly<Record<string, string>>;
  /** By name, beside what is there. @default - none */
  readonly add?: Readonly<Record<string, string>>;
  /** Names. @default - none */
  readonly remove?: readonly string[];
}

/** At most one of the two. A prefix can be replaced only where the rule matches one. */
export interface PathModifier {
  /** The whole path. @default - kept */
  readonly replaceFullPath?: string;
  /** The prefix that the rule matches. @default - kept */
  readonly replacePrefixMatch?: string;
}

/** An answer that sends the client elsewhere. @see https://gateway-api.sigs.k8s.io/reference/spec/#httprequestredirectfilter */
export interface RequestRedirect extends PathModifier {
  /** @default - the same */
  readonly scheme?: 'http' | 'https';
  /** @default - the same */
  readonly hostname?: string;
  /** @default - that of the scheme where there is one, else the listener's */
  readonly port?: number;
  /** 303, 307 and 308 from Gateway API 1.5 on. @default 302 */
  readonly statusCode?: 301 | 302 | 303 | 307 | 308;
}

/** What the backend sees instead. @see https://gateway-api.sigs.k8s.io/reference/spec/#httpurlrewritefilter */
export interface UrlRewrite extends PathModifier {
  /** @default - the same */
  readonly hostname?: string;
}

/** Copies of the requests, whose answers nobody sees. */
export interface RequestMirror {
  readonly backend: Backend;
  /** How many of a hundred requests. @default 100 */
  readonly percent?: number;
}

/** Answers to browsers' questions, from Gateway API 1.5 on. @see https://gateway-api.sigs.k8s.io/reference/spec/#httpcorsfilter */
export interface Cors {
  /** Such as `https://www.example.com`, `https://*.example.com` or `*`. */
  readonly allowOrigins: readonly string[];
  /** @default - none beyond the simple ones */
  readonly allowMethods?: readonly (string | '*')[];
  /** @default - none beyond the simple ones */
  readonly allowHeaders?: readonly string[];
  /** @default - none beyond the simple ones */
  readonly exposeHeaders?: readonly string[];
  /** @default false */
  readonly allowCredentials?: boolean;
  /** Seconds that a browser remembers the answer. @default 5 */
  readonly maxAge?: number;
}

/** What a rule does to requests beside routing them. */
export interface Filters {
  /** Changes of the request's headers. @default - none */
  readonly requestHeaderModifier?: HeaderModifier;
  /** Changes of the response's headers, also of redirects and errors. @default - none */
  readonly responseHeaderModifier?: HeaderModifier;
  /** Copies to other Services. @default - none */
  readonly requestMirrors?: readonly RequestMirror[];
  /** An answer that sends the client elsewhere, in place of backends. @default - none */
  readonly requestRedirect?: RequestRedirect;
  /** Changes of path and host before the backend sees them. @default - none */
  readonly urlRewrite?: UrlRewrite;
  /** Answers to browsers' questions. @default - none */
  readonly cors?: Cors;
}

/** `filters` of a rule; undefined where there are none. */
export function toFilters(filters: Filters, own: string) {
  const { requestHeaderModifier, responseHeaderModifier, requestRedirect, urlRewrite, cors } = filters;
  const list = [
    requestHeaderModifier && {
      type: 'RequestHeaderModifier',
      requestHeaderModifier: toModifier(requestHeaderModifier),
    },
    responseHeaderModifier && {
      type: 'ResponseHeaderModifier',
      responseHeaderModifier: toModifier(responseHeaderModifier),
    },
    ...(filters.requestMirrors ?? []).map(({ backend, percent }) => ({
      type: 'RequestMirror',
      requestMirror: { backendRef: toBackendRef(backend, own), percent },
    })),
    requestRedirect && { type: 'RequestRedirect', requestRedirect: withPath(requestRedirect) },
    urlRewrite && { type: 'URLRewrite', urlRewrite: withPath(urlRewrite) },
    cors && { type: 'CORS', cors: { ...cors } },
  ].filter(filter => filter !== undefined);
  return list.length === 0 ? undefined : list;
}

/** Header changes as the API has them. */
function toModifier({ set, add, remove }: HeaderModifier) {
  const toList = (values: Readonly<Record<string, string>> | undefined) =>
    values && Object.entries(values).map(([name, value]) => ({ name, value }));
  return { set: toList(set), add: toList(add), remove: remove && [...remove] };
}

function withPath<Filter extends PathModifier>({ replaceFullPath, replacePrefixMatch, ...filter }: Filter) {
  if (replaceFullPath !== undefined) return { ...filter, path: { type: 'ReplaceFullPath', replaceFullPath } };
  if (replacePrefixMatch !== undefined) return { ...filter, path: { type: 'ReplacePrefixMatch', replacePrefixMatch } };
  return filter;
}
