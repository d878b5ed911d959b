import { type BackendContext, backendProblem, isOfOneBackend, type RouteIdentity } from './backends';
import type { Problem } from './condition';
import { GRPC_ROUTE, HTTP_ROUTE } from './kinds';
import type { BackendReference, Filter, RouteRule } from './route-spec';

/** A problem, and whether it costs the whole route. */
interface Costly {
  readonly problem: Problem;
  readonly isFatal: boolean;
}

/** Filters that istiod turns into configuration, by kind of route. */
const FILTERS: Readonly<Record<string, ReadonlySet<string>>> = {
  [HTTP_ROUTE]: new Set([
    'RequestHeaderModifier',
    'ResponseHeaderModifier',
    'RequestRedirect',
    'RequestMirror',
    'URLRewrite',
    'CORS',
  ]),
  [GRPC_ROUTE]: new Set(['RequestHeaderModifier', 'ResponseHeaderModifier', 'RequestMirror']),
};
const BACKEND_FILTERS: ReadonlySet<string> = new Set(['RequestHeaderModifier', 'ResponseHeaderModifier']);

/**
 * What the references of a route's rules come to: the last problem, or the first that costs the whole route.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/route_collections.go (computeRoute)
 */
export function rulesProblem(
  context: BackendContext,
  route: RouteIdentity,
  rules: readonly RouteRule[],
): Problem | undefined {
  let last: Problem | undefined;
  for (const rule of rules) {
    const found = ruleProblem(context, route, rule);
    if (found?.isFatal) return found.problem;
    last = found?.problem ?? last;
  }
  return last;
}

function ruleProblem(context: BackendContext, route: RouteIdentity, { filters = [], backendRefs = [] }: RouteRule) {
  const mirrored = filtersProblem(context, route, filters);
  if (mirrored?.isFatal) return mirrored;
  // A rule without weight answers by itself, and its backends are not looked at.
  const redirects = filters.some(({ type }) => type === 'RequestRedirect');
  const hasWeight = backendRefs.some(backend => weightOf(backend) > 0);
  return (hasWeight || redirects ? backendsProblem(context, route, backendRefs) : undefined) ?? mirrored;
}

const weightOf = ({ weight = 1 }: BackendReference) => weight;

function filtersProblem(context: BackendContext, route: RouteIdentity, filters: readonly Filter[]): Costly | undefined {
  let last: Costly | undefined;
  for (const filter of filters) {
    const fault = filterFault(filter, FILTERS[route.kind] ?? new Set());
    if (fault !== undefined) return { problem: fault, isFatal: true };
    const problem = filter.requestMirror && backendProblem(context, route, filter.requestMirror.backendRef);
    const isFatal = route.kind !== HTTP_ROUTE;
    if (problem !== undefined && isFatal) return { problem, isFatal };
    if (problem !== undefined) last = { problem, isFatal };
  }
  return last;
}

function backendsProblem(context: BackendContext, route: RouteIdentity, backends: readonly BackendReference[]) {
  let last: Costly | undefined;
  for (const backend of backends) {
    if (weightOf(backend) === 0) continue;
    const problem = backendProblem(context, route, backend);
    if (problem !== undefined && !isOfOneBackend(problem)) return { problem, isFatal: true };
    if (problem !== undefined) last = { problem, isFatal: false };
    const fault = (backend.filters ?? []).map(filter => filterFault(filter, BACKEND_FILTERS)).find(each => each);
    if (fault !== undefined) return { problem: fault, isFatal: true };
  }
  return last;
}

function filterFault(filter: Filter, known: ReadonlySet<string>): Problem | undefined {
  const { type, requestHeaderModifier, responseHeaderModifier } = filter;
  const fault = (message: string): Problem => ({ reason: 'InvalidFilter', message });
  if (!known.has(type)) return fault(`istiod does not know filter ${type} there`);
  const modifiers = [requestHeaderModifier, responseHeaderModifier];
  const headers = modifiers.flatMap(modifier => [...(modifier?.set ?? []), ...(modifier?.add ?? [])]);
  const broken = headers.find(({ value }) => !isHeaderValue(value));
  return broken && fault(`the value of header ${broken.name} has characters that no header can have`);
}

/** Tabs, and everything from the space on but the delete character. */
function isHeaderValue(value: string): boolean {
  for (let index = 0; index < value.length; index++) {
    const code = value.charCodeAt(index);
    if ((code < 0x20 && code !== 0x09) || code === 0x7f) return false;
  }
  return true;
}
