import type { Cors } from '../../../lib/gateway/http-filter';
import {
  anything,
  isYes,
  mustBeCode,
  mustBeCookie,
  mustBeHttp,
  mustBeLiteral,
  mustBeNumber,
  mustBePath,
  mustBeTarget,
  mustBeYesOrNo,
  type RedirectCode,
  toTarget,
  type ValueCheck,
} from './values';

/** What the annotations of an Ingress ask for, as far as it has an equivalent. */
export interface Settings {
  readonly rewriteTarget?: string;
  readonly useRegex: boolean;
  /** Whether plain HTTP is sent to HTTPS: where there is TLS, as the controller does by itself, everywhere, or nowhere. */
  readonly sslRedirect: 'with-tls' | 'always' | 'never';
  readonly redirect?: { readonly url: URL; readonly keepsPath: boolean; readonly statusCode: RedirectCode };
  readonly appRoot?: string;
  readonly upstreamVhost?: string;
  readonly forwardedPrefix?: string;
  readonly cors?: Cors;
  readonly cookie?: { readonly name: string; readonly ttl: string };
  readonly canary?: Canary;
}

/** The share of requests that an Ingress takes from another of the same hosts and paths. */
export interface Canary {
  /** So many requests of a total; undefined where only a header decides. */
  readonly weight?: { readonly share: number; readonly total: number };
  readonly header?: { readonly name: string; readonly value?: string };
}

type Annotations = Readonly<Record<string, string>>;

/**
 * Annotations of ingress-nginx that have an equivalent, without their prefix, and what is wrong with a value.
 * @see https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
 */
export const KNOWN: Readonly<Record<string, ValueCheck>> = {
  'rewrite-target': anything,
  'use-regex': mustBeYesOrNo,
  'ssl-redirect': mustBeYesOrNo,
  'force-ssl-redirect': mustBeYesOrNo,
  'permanent-redirect': mustBeTarget,
  'permanent-redirect-code': mustBeCode,
  'temporal-redirect': mustBeTarget,
  'temporal-redirect-code': mustBeCode,
  'app-root': mustBePath,
  'upstream-vhost': mustBeLiteral,
  'x-forwarded-prefix': mustBeLiteral,
  'backend-protocol': mustBeHttp,
  'enable-cors': mustBeYesOrNo,
  'cors-allow-origin': anything,
  'cors-allow-methods': anything,
  'cors-allow-headers': anything,
  'cors-expose-headers': anything,
  'cors-allow-credentials': mustBeYesOrNo,
  'cors-max-age': mustBeNumber,
  affinity: mustBeCookie,
  'session-cookie-name': anything,
  'session-cookie-max-age': mustBeNumber,
  canary: mustBeYesOrNo,
  'canary-weight': mustBeNumber,
  'canary-weight-total': mustBeNumber,
  'canary-by-header': anything,
  'canary-by-header-value': anything,
};

/** The settings of annotations whose values are right. */
export function toSettings(annotations: Annotations): Settings {
  return {
    rewriteTarget: annotations['rewrite-target'],
    useRegex: isYes(annotations['use-regex']),
    sslRedirect: toSslRedirect(annotations),
    redirect: toRedirect(annotations),
    appRoot: annotations['app-root'],
    upstreamVhost: annotations['upstream-vhost'],
    forwardedPrefix: annotations['x-forwarded-prefix'],
    cors: isYes(annotations['enable-cors']) ? toCors(annotations) : undefined,
    cookie: annotations.affinity === undefined ? undefined : toCookie(annotations),
    canary: isYes(annotations.canary) ? toCanary(annotations) : undefined,
  };
}

function toSslRedirect({ 'force-ssl-redirect': forced, 'ssl-redirect': asked }: Annotations): Settings['sslRedirect'] {
  if (isYes(forced)) return 'always';
  return asked === undefined || isYes(asked) ? 'with-tls' : 'never';
}

function toRedirect(annotations: Annotations): Settings['redirect'] {
  const { 'permanent-redirect': permanent, 'temporal-redirect': temporal } = annotations;
  const target = temporal ?? permanent;
  if (target === undefined) return undefined;
  const code = temporal === undefined ? annotations['permanent-redirect-code'] : annotations['temporal-redirect-code'];
  const statusCode = Number(code ?? (temporal === undefined ? 301 : 302)) as RedirectCode;
  return { ...toTarget(target), statusCode };
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
    allowCredentials: isYes(annotations['cors-allow-credentials'] ?? 'true'),
    maxAge: Number(annotations['cors-max-age'] ?? 1_728_000),
  };
}

function toCookie(annotations: Annotations): Settings['cookie'] {
  return {
    name: annotations['session-cookie-name'] ?? 'INGRESSCOOKIE',
    ttl: `${Number(annotations['session-cookie-max-age'] ?? 0)}s`,
  };
}

/** A total below 100 does not count. @see https://github.com/kubernetes/ingress-nginx/blob/main/rootfs/etc/nginx/lua/balancer.lua */
function toCanary(annotations: Annotations): Canary {
  const { 'canary-weight': weight, 'canary-by-header': name, 'canary-by-header-value': value } = annotations;
  const total = Math.max(100, Number(annotations['canary-weight-total'] ?? 0));
  return {
    weight: weight === undefined ? undefined : { share: Math.min(Number(weight), total), total },
    header: name === undefined ? undefined : { name, value },
  };
}
