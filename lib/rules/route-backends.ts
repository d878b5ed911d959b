import type { ObjectIndex } from '../core/object-index';
import { backendProblem } from './model/backends';
import type { Stored } from './model/cluster';
import type { Problem } from './model/condition';
import { modelOf } from './model/model';
import type { BackendReference } from './model/route-spec';
import type { Route } from './model/routes';

/** A backend that a route sends requests to, or a copy of them. */
export interface RouteBackend {
  readonly route: Stored;
  readonly backend: BackendReference;
  /** The namespace of the backend. */
  readonly namespace: string;
  /** Where it is, as in `rules[0].backendRefs[1]`. */
  readonly place: string;
  readonly problem: Problem | undefined;
}

const known = new WeakMap<ObjectIndex, readonly RouteBackend[]>();

/** Every backend with a weight of every route that istiod has a say in; looked at once for all rules. */
export function routeBackends(index: ObjectIndex): readonly RouteBackend[] {
  const backends = known.get(index) ?? [...readBackends(index)];
  known.set(index, backends);
  return backends;
}

function* readBackends(index: ObjectIndex): Iterable<RouteBackend> {
  const { context, routes } = modelOf(index);
  for (const route of routes) {
    const { stored, parents } = route;
    if (parents.length === 0) continue;
    const needsGrant = parents.some(parent => parent.attempts.some(attempt => attempt.parent !== undefined));
    const identity = { kind: stored.kind, namespace: stored.namespace, needsGrant };
    for (const { backend, place } of backendsOf(route)) {
      const namespace = backend.namespace ?? stored.namespace;
      yield { route: stored, backend, namespace, place, problem: backendProblem(context, identity, backend) };
    }
  }
}

function* backendsOf({ spec }: Route): Iterable<Pick<RouteBackend, 'backend' | 'place'>> {
  for (const [number, { backendRefs = [], filters = [] }] of (spec.rules ?? []).entries()) {
    for (const [position, backend] of backendRefs.entries()) {
      if (backend.weight !== 0) yield { backend, place: `rules[${number}].backendRefs[${position}]` };
    }
    for (const [position, { requestMirror }] of filters.entries()) {
      const place = `rules[${number}].filters[${position}].requestMirror.backendRef`;
      if (requestMirror !== undefined) yield { backend: requestMirror.backendRef, place };
    }
  }
}
