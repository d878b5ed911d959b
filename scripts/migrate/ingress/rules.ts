import type { PathMatch } from '../../../lib/gateway/http-match';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { FieldPath, Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { type Services, toBackend } from './backends';
import { hostOf, hostsOf, type Ingress, type IngressBackend } from './ingress';
import { convertPath, toMatchPart } from './paths';
import type { Settings } from './settings';

/** A rule of a route to be, with what it comes from. */
export interface Draft {
  readonly host?: string;
  readonly match: PathMatch;
  rule: HttpRouteRule;
}

export interface RuleContext {
  readonly services: Services;
  readonly remarks: Remarks;
}

const EVERYTHING: PathMatch = { type: 'PathPrefix', value: '/' };

/** The rules of an Ingress, host by host; what has no equivalent is listed. */
export function toDrafts(manifest: Manifest, settings: Settings, context: RuleContext): Draft[] {
  const { spec = {} } = manifest.object as Ingress;
  const drafts = (spec.rules ?? []).flatMap((ingressRule, index) =>
    (ingressRule.http?.paths ?? []).flatMap((path, number) => {
      const at: FieldPath = ['spec', 'rules', index, 'http', 'paths', number];
      const converted = convertPath(manifest, [...at, 'path'], path, settings, context.remarks);
      if (converted === undefined) return [];
      const rule = toRule(manifest, [...at, 'backend'], path.backend ?? {}, settings, context);
      if (rule === undefined) return [];
      const { match, urlRewrite } = converted;
      const whole = { ...toMatchPart(match), ...rule, ...mergeRewrite(rule, urlRewrite) };
      return [{ host: hostOf(ingressRule), match, rule: whole }];
    }),
  );
  return [...drafts, ...appRoots(drafts, settings), ...defaults(manifest, drafts, settings, context)];
}

/** What requests get that no path takes: on each host of the Ingress, and on all others. */
function defaults(manifest: Manifest, drafts: readonly Draft[], settings: Settings, context: RuleContext): Draft[] {
  const ingress = manifest.object as Ingress;
  const defaultBackend = ingress.spec?.defaultBackend;
  if (defaultBackend === undefined) return [];
  const rule = toRule(manifest, ['spec', 'defaultBackend'], defaultBackend, settings, context);
  if (rule === undefined) return [];
  const taken = (host: string | undefined) =>
    drafts.some(draft => draft.host === host && draft.match.type === 'PathPrefix' && draft.match.value === '/');
  return hostsOf(ingress)
    .filter(host => !taken(host))
    .map(host => ({ host, match: EVERYTHING, rule: { ...toMatchPart(EVERYTHING), ...rule } }));
}

function appRoots(drafts: readonly Draft[], { appRoot }: Settings): Draft[] {
  if (appRoot === undefined) return [];
  const match: PathMatch = { type: 'Exact', value: '/' };
  const rule = { ...toMatchPart(match), requestRedirect: { replaceFullPath: appRoot, statusCode: 302 as const } };
  return [...new Set(drafts.map(({ host }) => host))].map(host => ({ host, match, rule }));
}

/** What a rule does with the requests that it takes. */
function toRule(
  manifest: Manifest,
  at: FieldPath,
  backend: IngressBackend,
  settings: Settings,
  { services, remarks }: RuleContext,
): HttpRouteRule | undefined {
  if (settings.redirect !== undefined) return { requestRedirect: toRedirect(settings.redirect) };
  const found = toBackend(manifest, at, backend, services, remarks);
  if (found === undefined) return undefined;
  const { upstreamVhost, forwardedPrefix, cors } = settings;
  return {
    backends: [{ backend: found }],
    ...(upstreamVhost && { urlRewrite: { hostname: upstreamVhost } }),
    ...(forwardedPrefix && { requestHeaderModifier: { set: { 'X-Forwarded-Prefix': forwardedPrefix } } }),
    ...(cors && { cors }),
  };
}

function toRedirect({
  url,
  keepsPath,
  statusCode,
}: NonNullable<Settings['redirect']>): HttpRouteRule['requestRedirect'] {
  return {
    scheme: url.protocol === 'https:' ? 'https' : 'http',
    hostname: url.hostname,
    ...(url.port === '' ? {} : { port: Number(url.port) }),
    ...(keepsPath ? {} : { replaceFullPath: `${url.pathname}${url.search}` }),
    statusCode,
  };
}

function mergeRewrite({ urlRewrite, requestRedirect }: HttpRouteRule, more: HttpRouteRule['urlRewrite']) {
  return more === undefined || requestRedirect !== undefined ? {} : { urlRewrite: { ...urlRewrite, ...more } };
}
