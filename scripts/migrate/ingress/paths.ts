import type { HttpRouteMatch, PathMatch } from '../../../lib/gateway/http-match';
import type { HttpRouteRule } from '../../../lib/gateway/http-rule';
import type { FieldPath, Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import type { IngressPath } from './ingress';
import type { Settings } from './settings';

/** What a path of an Ingress matches, and what becomes of it on the way. */
export interface ConvertedPath {
  readonly match: PathMatch;
  readonly urlRewrite?: HttpRouteRule['urlRewrite'];
}

/** A prefix and the rest after it as two groups, or as one: what `rewrite-target` puts in as `$2`, or `$1`. */
const STRIPPED = /^([^()[\]*+?|\\]*?)(\(\/\|\$\)\(\.\*\)|\/\??\(\.\*\))$/;

/** A path as routes have it; undefined where it has no equivalent, which is listed. */
export function convertPath(
  manifest: Manifest,
  at: FieldPath,
  { path = '/', pathType }: IngressPath,
  settings: Settings,
  remarks: Remarks,
): ConvertedPath | undefined {
  const { rewriteTarget, useRegex } = settings;
  const isLiteral = pathType === 'Exact' || pathType === 'Prefix' || /^[\w/.~!$&',;=:@%-]*$/.test(path);
  const stripped = stripPrefix(path, rewriteTarget);
  if (stripped !== undefined) return stripped;
  if (rewriteTarget?.includes('$')) {
    remarks.add('AMB756', manifest, at, {
      level: 'error',
      found: `path ${path} with rewrite-target ${rewriteTarget}`,
      expected: 'a rewrite of the whole path or of a prefix: routes have no groups',
      cure: 'write rules that replace a prefix each, or rewrite in the app',
    });
    return undefined;
  }
  const urlRewrite = rewriteTarget === undefined ? undefined : { replaceFullPath: rewriteTarget };
  const below = useRegex || rewriteTarget !== undefined ? undefined : BELOW.exec(path)?.[1];
  if (below !== undefined && pathType !== 'Exact' && pathType !== 'Prefix')
    return belowPrefix(manifest, at, below, remarks);
  if (useRegex || !isLiteral) return { match: toExpression(manifest, at, path, remarks), urlRewrite };
  if (pathType === 'Exact') return { match: { type: 'Exact', value: path }, urlRewrite };
  if (pathType !== 'Prefix' && !['', '/'].includes(path)) {
    remarks.add('AMB756', manifest, at, {
      level: 'warning',
      found: `path ${path} of pathType ${pathType ?? 'none'}`,
      expected: 'Exact or Prefix, which mean the same everywhere; it is taken for a prefix of whole segments',
      cure: 'check requests such as PATHmore, which the controller may have let through',
    });
  }
  return { match: { type: 'PathPrefix', value: path === '' ? '/' : path }, urlRewrite };
}

/** Everything below a path, as other controllers have it written. @see https://docs.cloud.google.com/kubernetes-engine/docs/concepts/ingress */
const BELOW = /^([\w/.~!$&',;=:@%-]*)\/\*$/;

function belowPrefix(manifest: Manifest, at: FieldPath, prefix: string, remarks: Remarks): ConvertedPath {
  const value = prefix === '' ? '/' : prefix;
  remarks.add('AMB756', manifest, at, {
    level: 'warning',
    found: `path ${prefix}/*`,
    expected: `Exact or Prefix, which mean the same everywhere; it is taken for the prefix ${value}, as load balancers of clouds do`,
    cure: 'check it where another controller serves the Ingress',
  });
  return { match: { type: 'PathPrefix', value } };
}

function stripPrefix(path: string, target: string | undefined): ConvertedPath | undefined {
  const [, prefix, groups] = STRIPPED.exec(path) ?? [];
  const rest = groups?.startsWith('(') ? '/$2' : '/$1';
  if (target === undefined || prefix === undefined || !target.endsWith(rest)) return undefined;
  const kept = target.slice(0, -rest.length);
  if (kept.includes('$')) return undefined;
  const match: PathMatch = { type: 'PathPrefix', value: prefix === '' ? '/' : prefix };
  if (kept === prefix) return { match };
  return prefix === '' ? undefined : { match, urlRewrite: { replacePrefixMatch: kept === '' ? '/' : kept } };
}

/** nginx looks for an expression at the beginning of a path, in either case; Envoy compares the whole path. */
function toExpression(manifest: Manifest, at: FieldPath, path: string, remarks: Remarks): PathMatch {
  const value = `(?i)${path.replace(/^\^/, '').replace(/\$$/, '')}${path.endsWith('$') ? '' : '.*'}`;
  remarks.add('AMB756', manifest, at, {
    level: 'warning',
    found: `path ${path}, an expression of PCRE`,
    expected: `an expression of RE2 for the whole path; it is taken for ${value}`,
    cure: 'check it: RE2 looks neither back nor ahead, and any rule for / hides expressions of the same host',
  });
  return { type: 'RegularExpression', value };
}

/** The part of a rule that says what it matches: as short as it can be said. */
export function toMatchPart(
  match: PathMatch,
  headers?: HttpRouteMatch['headers'],
): Pick<HttpRouteRule, 'pathPrefix' | 'matches'> {
  if (match.type === 'PathPrefix' && headers === undefined) return { pathPrefix: match.value };
  return { matches: [{ path: match, ...(headers && { headers }) }] };
}
