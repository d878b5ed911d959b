import type { Cors } from '../../../lib/gateway/http-filter';

/** What the annotations of an Ingress ask for, as far as it has an equivalent. */
export interface Settings {
  readonly rewriteTarget?: string;
  readonly useRegex: boolean;
  /** Whether plain HTTP is sent to HTTPS; undefined as the controller does by itself: where there is TLS. */
  readonly sslRedirect?: boolean;
  readonly redirect?: { readonly url: URL; readonly statusCode: RedirectCode };
  readonly appRoot?: string;
  readonly upstreamVhost?: string;
  readonly forwardedPrefix?: string;
  readonly cors?: Cors;
  readonly cookie?: { readonly name: string; readonly ttl: string };
  readonly canary?: Canary;
}

/** The share of requests that an Ingress takes from another of the same hosts and paths. */
export interface Canary {
  /** Of a hundred requests; undefined where only a header decides. */
  readonly percent?: number;
  readonly header?: { readonly name: string; readonly value?: string };
}

export type RedirectCode = 301 | 302 | 303 | 307 | 308;

type Annotations = Readonly<Record<string, string>>;

const REDIRECT_CODES = [301, 302, 303, 307, 308];
const mustBeCode = (value: string) =>
  REDIRECT_CODES.includes(Number(value)) ? undefined : `one of ${REDIRECT_CODES.join(', ')}`;
const mustBeUrl = (value: string) =>
  URL.canParse(value) ? undefined : 'a URL with scheme and host, without variables';
const mustBeNumber = (value: string) => (/^\d+$/.test(value) ? undefined : 'a whole number');
const anything = () => undefined;

/**
 * Annotations of ingress-nginx that have an equivalent, without their prefix, and what is wrong with a value.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export const KNOWN: Readonly<Record<string, (value: string) => string | undefined>> = {
  'rewrite-target': anything,
  'use-regex': anything,
  'ssl-redirect': anything,
  'force-ssl-redirect': anything,
  'permanent-redirect': mustBeUrl,
  'permanent-redirect-code': mustBeCode,
  'temporal-redirect': mustBeUrl,
  'temporal-redirect-code': mustBeCode,
  'app-root': anything,
  'upstream-vhost': anything,
  'x-forwarded-prefix': anything,
  'enable-cors': anything,
  'cors-allow-origin': anything,
  'cors-allow-methods': anything,
  'cors-allow-headers': anything,
  'cors-expose-headers': anything,
  'cors-allow-credentials': anything,
  'cors-max-age': mustBeNumber,
  affinity: value => (value === 'cookie' ? undefined : 'cookie: there is no other'),
  'session-cookie-name': anything,
  'session-cookie-max-age': mustBeNumber,
  canary: anything,
  'canary-weight': mustBeNumber,
  'canary-weight-total': mustBeNumber,
  'canary-by-header': anything,
  'canary-by-header-value': anything,
};

/** The settings of annotations whose values are right. */
export function toSettings(annotations: Annotations): Settings {
  const { 'force-ssl-redirect': forced, 'ssl-redirect': asked } = annotations;
  return {
    rewriteTarget: annotations['rewrite-target'],
    useRegex: annotations['use-regex'] === 'true',
    sslRedirect: forced === 'true' ? true : asked && asked === 'true',
    redirect: toRedirect(annotations),
    appRoot: annotations['app-root'],
    upstreamVhost: annotations['upstream-vhost'],
    forwardedPrefix: annotations['x-forwarded-prefix'],
    cors: annotations['enable-cors'] === 'true' ? toCors(annotations) : undefined,
    cookie: annotations.affinity === undefined ? undefined : toCookie(annotations),
    canary: annotations.canary === 'true' ? toCanary(annotations) : undefined,
  } as Settings;
}

function toRedirect(annotations: Annotations): Settings['redirect'] {
  const { 'permanent-redirect': permanent, 'temporal-redirect': temporal } = annotations;
  const url = temporal ?? permanent;
  if (url === undefined) return undefined;
  const code = temporal === undefined ? annotations['permanent-redirect-code'] : annotations['temporal-redirect-code'];
  const statusCode = Number(code ?? (temporal === undefined ? 301 : 302)) as RedirectCode;
  return { url: new URL(url), statusCode };
}

const HEADERS =
  'DNT, Keep-Alive, User-Agent, X-Requested-With, If-Modified-Since, Cache-Control, Content-Type, Range, Authorization';

/** What is not said is as the controller has it. @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#enable-cors */
function toCors(annotations: Annotations): Cors {
  const list = (name: string, standard: string) => (annotations[name] ?? standard).split(',').map(item => item.trim());
  const exposed = annotations['cors-expose-headers'];
  return {
    allowOrigins: list('cors-allow-origin', '*'),
    allowMethods: list('cors-allow-methods', 'GET, PUT, POST, DELETE, PATCH, OPTIONS'),
    allowHeaders: list('cors-allow-headers', HEADERS),
    ...(exposed === undefined ? {} : { exposeHeaders: list('cors-expose-headers', exposed) }),
    allowCredentials: (annotations['cors-allow-credentials'] ?? 'true') === 'true',
    maxAge: Number(annotations['cors-max-age'] ?? 1_728_000),
  };
}

function toCookie(annotations: Annotations): Settings['cookie'] {
  return {
    name: annotations['session-cookie-name'] ?? 'INGRESSCOOKIE',
    ttl: `${Number(annotations['session-cookie-max-age'] ?? 0)}s`,
  };
}

function toCanary(annotations: Annotations): Canary {
  const { 'canary-weight': weight, 'canary-by-header': name, 'canary-by-header-value': value } = annotations;
  const total = Number(annotations['canary-weight-total'] ?? 100);
  return {
    percent: weight === undefined ? undefined : Math.round((Number(weight) / total) * 100),
    header: name === undefined ? undefined : { name, value },
  };
}
