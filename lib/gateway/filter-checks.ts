import type { Check } from '../core/checks';
import type { Filters, HeaderModifier, PathModifier } from './http-filter';
import { type MatchedRule, matchesOf } from './http-match';

/** Rules of a route, as far as headers and mirrors go. */
export interface ModifiedRules {
  readonly rules: readonly (Modified & Pick<Filters, 'requestMirrors'> & { readonly backends?: readonly Modified[] })[];
}

interface Modified {
  readonly requestHeaderModifier?: HeaderModifier;
  readonly responseHeaderModifier?: HeaderModifier;
}

/** Rules of a route, as far as redirects and rewrites go. */
export interface FilteredRules {
  readonly rules: readonly (MatchedRule &
    Pick<Filters, 'requestRedirect' | 'urlRewrite'> & { readonly backends?: readonly unknown[] })[];
}

type Rule = FilteredRules['rules'][number];

/** Commands that Envoy puts a value in the place of. @see https://www.envoyproxy.io/docs/envoy/latest/configuration/http/http_conn_man/headers#custom-request-response-headers */
const COMMAND =
  /%(%|(PROTOCOL|HOSTNAME|START_TIME|ROUTE_NAME|RESPONSE_CODE|RESPONSE_FLAGS|UPSTREAM_(HOST|CLUSTER)|(DOWNSTREAM|UPSTREAM)_(LOCAL|REMOTE)_(ADDRESS|PORT)(_WITHOUT_PORT)?|DOWNSTREAM_(TLS_VERSION|TLS_CIPHER|PEER_URI_SAN|PEER_SUBJECT)|(REQ|RESP|TRAILER)\([^)%]*\))(:\d+)?%)/g;

/** Whether Envoy fails to read a header's value; it then keeps all old routes of the port, or has none. */
const isBroken = (value: string) => value.replace(COMMAND, '').includes('%');

const modifiersOf = ({ requestHeaderModifier, responseHeaderModifier }: Modified) =>
  [requestHeaderModifier, responseHeaderModifier].filter(modifier => modifier !== undefined);

const brokenValues = ({ rules }: ModifiedRules) =>
  rules
    .flatMap(rule => [rule, ...(rule.backends ?? [])])
    .flatMap(modifiersOf)
    .flatMap(({ set = {}, add = {} }) => Object.entries({ ...set, ...add }))
    .filter(([, value]) => isBroken(value));

const pathChanges = ({ rules }: FilteredRules) =>
  rules.flatMap(rule => [
    ...(rule.requestRedirect ? [{ rule, what: 'redirect', change: rule.requestRedirect as PathModifier }] : []),
    ...(rule.urlRewrite ? [{ rule, what: 'rewrite', change: rule.urlRewrite as PathModifier }] : []),
  ]);

const isOnePrefix = (rule: Rule) => matchesOf(rule).length === 1 && matchesOf(rule)[0].path.type === 'PathPrefix';

const withoutPrefix = (route: FilteredRules) =>
  pathChanges(route).filter(
    ({ rule, change }) =>
      change.replacePrefixMatch !== undefined && (change.replaceFullPath !== undefined || !isOnePrefix(rule)),
  );

/** What is left of `/PREFIX/rest` would lack a slash, or have one too many. @see docs/constructs/routes.md */
function isTorn(rule: Rule, what: string, replacement: string | undefined): boolean {
  if (replacement === undefined || !isOnePrefix(rule)) return false;
  const whole = matchesOf(rule)[0].path.value === '/';
  if (what === 'rewrite') return whole && !['', '/'].includes(replacement);
  return whole ? !replacement.endsWith('/') : replacement === '' || replacement.endsWith('/');
}

const tornPrefixes = (route: FilteredRules) =>
  pathChanges(route).filter(({ rule, what, change }) => isTorn(rule, what, change.replacePrefixMatch));

const badShares = ({ rules }: ModifiedRules) =>
  rules.flatMap(({ requestMirrors = [] }) =>
    requestMirrors.flatMap(({ percent = 100 }) =>
      Number.isInteger(percent) && percent >= 0 && percent <= 100 ? [] : [percent],
    ),
  );

/** What cannot be right about changed headers and mirrors. */
export const HEADER_CHECKS: Check<ModifiedRules>[] = [
  {
    id: 'AMB252',
    when: route => brokenValues(route).length > 0,
    found: route =>
      brokenValues(route)
        .map(([name, value]) => `header ${name}: ${value}`)
        .join(', '),
    expected: 'no % that is not part of a command: Envoy refuses all routes of the port, and no status tells',
    cure: 'write %% for a percent sign, or spell it out',
  },
  {
    id: 'AMB260',
    when: route => badShares(route).length > 0,
    found: route => `percent ${badShares(route).join(', ')}`,
    expected: 'a whole number from 0 to 100',
    cure: 'write percent',
  },
];

/** What cannot be right about redirects and rewrites. */
export const PATH_CHECKS: Check<FilteredRules>[] = [
  {
    id: 'AMB254',
    when: ({ rules }) =>
      rules.some(
        ({ requestRedirect, urlRewrite, backends = [] }) => requestRedirect && (urlRewrite || backends.length > 0),
      ),
    found: () => 'a redirect beside backends or a rewrite',
    expected: 'an answer or a backend, since a redirected request goes nowhere else',
    cure: 'remove one of them, or split the rule',
  },
  {
    id: 'AMB255',
    when: route => withoutPrefix(route).length > 0,
    found: route =>
      `replacePrefixMatch "${withoutPrefix(route)[0].change.replacePrefixMatch}" in a ${withoutPrefix(route)[0].what}`,
    expected: 'exactly one match, of type PathPrefix, whose prefix it replaces, and no replaceFullPath',
    cure: 'match one prefix, or use replaceFullPath alone',
  },
  {
    id: 'AMB256',
    when: route => tornPrefixes(route).length > 0,
    found: route =>
      tornPrefixes(route)
        .map(
          ({ rule, what, change }) =>
            `a ${what} of prefix "${matchesOf(rule)[0].path.value}" to "${change.replacePrefixMatch}"`,
        )
        .join(', '),
    expected: 'a replacement after which the rest of the path still begins with one slash',
    cure: 'end it with / in a redirect of "/", without / in one of another prefix; rewrite "/" by replaceFullPath only, or match a longer prefix',
  },
];
