import type { ObjectIndex } from '../core/object-index';
import type { Denial } from './model/attachment';
import { modelOf } from './model/model';
import type { Parent } from './model/parents';
import type { Route, RouteParent } from './model/routes';

/** A reference of a route that attaches to no listener, and those that it could have meant. */
export interface DeniedRoute {
  readonly route: Route;
  readonly parent: RouteParent;
  /** The Gateway or ListenerSet, `Gateway edge/g`. */
  readonly owner: string;
  /** The listeners that missed no earlier condition. */
  readonly listeners: readonly Parent[];
}

/** Every reference that attaches to nothing for one of some causes. */
export function* deniedRoutes(index: ObjectIndex, causes: readonly Denial['cause'][]): Iterable<DeniedRoute> {
  for (const route of modelOf(index).routes) {
    for (const parent of route.parents) {
      const { denial, reference } = parent;
      if (denial === undefined || !causes.includes(denial.cause)) continue;
      const namespace = reference.namespace ?? route.stored.namespace;
      const listeners = parent.attempts.flatMap(attempt =>
        attempt.parent !== undefined && attempt.denied?.cause === denial.cause ? [attempt.parent] : [],
      );
      yield { route, parent, listeners, owner: `${reference.kind} ${namespace}/${reference.name}` };
    }
  }
}
