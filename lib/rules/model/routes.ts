import { type AttachmentContext, type Attempt, attempts, type Denial } from './attachment';
import type { BackendContext } from './backends';
import type { Stored } from './cluster';
import { type Conditions, isTrue, type Problem, unless } from './condition';
import type { Parent } from './parents';
import { rulesProblem } from './route-rules';
import type { ParentReference, RouteSpec } from './route-spec';

/** What one reference of a route to a parent comes to. */
export interface RouteParent {
  readonly reference: ParentReference;
  readonly conditions: Conditions;
  /** Why it attaches to nothing, of several reasons the one that the status tells; undefined if it attaches. */
  readonly denial: Denial | undefined;
  /** The listeners that the route is attached to by it. */
  readonly listeners: readonly Parent[];
  /** Everything that the reference could mean, and why it does not. */
  readonly attempts: readonly Attempt[];
}

/** What a route comes to. */
export interface Route {
  readonly stored: Stored;
  readonly spec: RouteSpec;
  /** Without those that istiod leaves to others, in the order of the status. */
  readonly parents: readonly RouteParent[];
}

export type RouteContext = AttachmentContext & BackendContext;

/**
 * The conditions of a route, for each parent.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conditions.go (createRouteStatus)
 */
export function toRoute(context: RouteContext, stored: Stored): Route {
  const spec = stored.object.spec as RouteSpec;
  const { kind, namespace } = stored;
  const claimed = (spec.parentRefs ?? [])
    .map(reference => ({ reference, attempts: attempts(context, stored, reference) }))
    .filter(each => each.attempts.length > 0);
  const problems = new Map<boolean, Problem | undefined>();
  /** Rules are looked at once for Gateways, and once for the mesh, which needs no grants. */
  const problemFor = (needsGrant: boolean): Problem | undefined => {
    if (!problems.has(needsGrant)) {
      problems.set(needsGrant, rulesProblem(context, { kind, namespace, needsGrant }, spec.rules ?? []));
    }
    return problems.get(needsGrant);
  };
  const parents = claimed
    .map(({ reference, attempts: tried }) => toParent(reference, tried, problemFor(tried[0]?.parent !== undefined)))
    .sort((a, b) => (sortKey(a.reference, namespace) > sortKey(b.reference, namespace) ? -1 : 1));
  return { stored, spec, parents };
}

/** Reasons for which a route does not attach; of several listeners the one that comes first here is told. */
const ORDER = ['NotAllowedByListeners', 'NoMatchingListenerHostname', 'NoMatchingParent'];

function toParent(reference: ParentReference, tried: readonly Attempt[], problem: Problem | undefined): RouteParent {
  const accepted = tried.filter(({ denied }) => denied === undefined);
  const denials = tried.flatMap(({ denied }) => (denied === undefined ? [] : [denied]));
  const [told] = denials.sort((a, b) => ORDER.indexOf(a.reason) - ORDER.indexOf(b.reason));
  const denial = accepted.length > 0 ? undefined : told;
  return {
    reference,
    denial,
    attempts: tried,
    listeners: accepted.flatMap(({ parent }) => (parent === undefined ? [] : [parent])),
    conditions: {
      Accepted: unless(denial, 'Accepted'),
      ResolvedRefs: unless(problem, 'ResolvedRefs'),
      ResolvedWaypoints: isTrue('ResolvedWaypoints'),
    },
  };
}

function sortKey(reference: ParentReference, own: string): string {
  const { group, kind, name, sectionName = '', port = 0, namespace = own } = reference;
  return `${group}/${kind}/${name}/${sectionName}/${port}.${namespace}`;
}
