import type { Check } from '../core/checks';
import type { ResolvedMesh } from '../mesh/spec';
import { type GatewayApiChannel, gatewayApiFeatures } from './gateway-api';
import { isCatchAll, matchesOf } from './http-match';
import type { HttpRouteRule, HttpTimeouts } from './http-rule';

/** An HTTPRoute, as far as its rules go. */
export interface RuledRoute {
  readonly rules: readonly HttpRouteRule[];
  readonly channel: GatewayApiChannel;
  readonly mesh: ResolvedMesh;
}

const DURATION = /^([0-9]{1,5}(h|m|s|ms)){1,4}$/;
const MILLISECONDS: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

function toMilliseconds(duration: string): number {
  const parts = duration.matchAll(/(\d+)(ms|h|m|s)/g);
  return [...parts].reduce((sum, [, count, unit]) => sum + Number(count) * MILLISECONDS[unit], 0);
}

const paths = ({ rules }: RuledRoute) => rules.flatMap(rule => matchesOf(rule).map(({ path }) => path));

const relativePaths = (route: RuledRoute) =>
  paths(route).filter(({ type, value }) => type !== 'RegularExpression' && !value.startsWith('/'));

const hiddenExpressions = (route: RuledRoute) =>
  route.rules.some(rule => matchesOf(rule).some(isCatchAll))
    ? paths(route).filter(({ type }) => type === 'RegularExpression')
    : [];

const repeatedHeaders = ({ rules }: RuledRoute) =>
  rules.flatMap(rule =>
    matchesOf(rule).flatMap(({ headers = [] }) => {
      const names = headers.map(({ name }) => name.toLowerCase());
      return names.filter((name, index) => names.indexOf(name) !== index);
    }),
  );

const badTimeouts = ({ rules }: RuledRoute) =>
  rules.flatMap(({ timeouts = {} }) =>
    Object.entries(timeouts).flatMap(([name, value]) =>
      value === undefined || DURATION.test(value) ? [] : [`${name} "${value}"`],
    ),
  );

function exceeds({ request, backendRequest }: HttpTimeouts): boolean {
  if (request === undefined || backendRequest === undefined) return false;
  const [whole, one] = [toMilliseconds(request), toMilliseconds(backendRequest)];
  return whole > 0 && (one > whole || one === 0);
}

const longAttempts = ({ rules }: RuledRoute) =>
  rules.flatMap(({ timeouts }) => (timeouts !== undefined && exceeds(timeouts) ? [timeouts] : []));

const missingFeatures = ({ rules, mesh }: RuledRoute) => {
  const features = gatewayApiFeatures(mesh);
  return rules.flatMap(({ cors, requestRedirect }) => [
    ...(cors !== undefined && !features.cors ? ['cors'] : []),
    ...(features.redirectCodes.includes(requestRedirect?.statusCode ?? 302)
      ? []
      : [`statusCode ${requestRedirect?.statusCode}`]),
  ]);
};

/** What cannot be right about the matches and times of an HTTPRoute. @see https://gateway-api.sigs.k8s.io/reference/spec/#httprouterule */
export const HTTP_CHECKS: Check<RuledRoute>[] = [
  {
    id: 'AMB222',
    when: ({ rules }) =>
      rules.length === 0 ||
      rules.some(({ backends = [], requestRedirect }) => backends.length === 0 && !requestRedirect),
    found: ({ rules }) => (rules.length === 0 ? 'no rules' : 'a rule without backends'),
    expected:
      'one rule or more with one backend or more each, or a redirect; without backends requests are answered 404',
    cure: 'add a backend, or a requestRedirect',
  },
  {
    id: 'AMB223',
    when: route => relativePaths(route).length > 0,
    found: route =>
      relativePaths(route)
        .map(({ value }) => `path "${value}"`)
        .join(', '),
    expected: 'a path that begins with /',
    cure: 'put a slash in front',
  },
  {
    id: 'AMB253',
    when: route => hiddenExpressions(route).length > 0,
    found: route =>
      `expression ${hiddenExpressions(route)
        .map(({ value }) => `"${value}"`)
        .join(', ')} beside a match of everything`,
    expected: 'expressions that are reached: a prefix ranks above them, and nothing comes after an unconditional /',
    cure: 'write the expression as Exact or PathPrefix, or give the match of everything a method or a header',
  },
  {
    id: 'AMB261',
    when: route => repeatedHeaders(route).length > 0,
    found: route => `header ${repeatedHeaders(route).join(', ')} twice in one match`,
    expected: 'each name once, whatever its case: such a match never holds',
    cure: 'write two matches, or an expression',
  },
  {
    id: 'AMB257',
    when: route => badTimeouts(route).length > 0,
    found: route => `timeout ${badTimeouts(route).join(', ')}`,
    expected: 'a duration such as 10s, 500ms or 1m30s',
    cure: 'write a whole number with a unit',
  },
  {
    id: 'AMB262',
    when: route => longAttempts(route).length > 0,
    found: route =>
      longAttempts(route)
        .map(({ request, backendRequest }) => `backendRequest ${backendRequest} of request ${request}`)
        .join(', '),
    expected: 'an attempt that is not longer than the whole request',
    cure: 'lower backendRequest, or raise request',
  },
  {
    id: 'AMB258',
    when: route => missingFeatures(route).length > 0,
    found: route => `${missingFeatures(route).join(', ')} with Gateway API ${route.mesh.row.gatewayApi}`,
    expected: 'what its standard channel declares: the API server refuses the rest',
    cure: 'take an Istio version that pairs with Gateway API 1.5 or later, or leave it out',
  },
  {
    id: 'AMB259',
    when: ({ rules, channel }) => channel === 'standard' && rules.some(({ retry }) => retry !== undefined),
    found: () => 'retry in an HTTPRoute of the standard channel',
    expected: "no field that only the experimental channel's CRDs declare: the API server refuses it",
    cure: "make a WaypointTraffic with retries for a Service behind a waypoint, or set channel to 'experimental' where those CRDs are installed",
  },
];
