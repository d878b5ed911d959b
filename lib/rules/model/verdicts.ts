import type { ObjectIndex } from '../../core/object-index';
import { isRefused, type Refused, type Stored } from './cluster';
import { type Conditions, isFalse, isTrue } from './condition';
import type { ListenerOwner } from './gateways';
import { computeModel, type Model, type ModelOptions, modelOf } from './model';
import type { ParentReference } from './route-spec';
import type { Route } from './routes';

/** Status and reason by type of condition. */
type Outcomes = Readonly<Record<string, readonly [status: string, reason: string]>>;

/** What is said of one listener. */
export interface ListenerVerdict {
  readonly attachedRoutes: number;
  readonly conditions: Outcomes;
  /** The kinds of route that it takes, sorted. */
  readonly kinds: readonly string[];
}

/** What a cluster says of one object; what does not apply to its kind is left out. */
export interface Verdict {
  readonly conditions?: Outcomes;
  readonly kind: string;
  readonly listeners?: Readonly<Record<string, ListenerVerdict>>;
  readonly name: string;
  readonly namespace: string;
  readonly parents?: readonly { readonly conditions: Outcomes; readonly parentRef: ParentReference }[];
  /** The API server does not take it. */
  readonly refused?: true;
}

/**
 * What a cluster would say of the objects of an index, in apply order: the conditions of Gateways, routes and
 * policies, those of Services that ask for a waypoint, and what is refused.
 */
export function toVerdicts(index: ObjectIndex, options?: ModelOptions): Verdict[] {
  const model = options === undefined ? modelOf(index) : computeModel(index, options);
  const said = verdictsOf(model);
  return model.cluster.entries.flatMap(entry => {
    if (isRefused(entry)) return [refusal(entry)];
    const verdict = said.get(entry);
    return verdict === undefined ? [] : [{ ...verdict, ...identity(entry) }];
  });
}

type Said = Omit<Verdict, 'kind' | 'name' | 'namespace'>;

const identity = ({ object, namespace, name }: Stored) => ({ kind: object.kind, name, namespace });

function refusal({ source: { object } }: Refused): Verdict {
  const { name, namespace = 'default' } = object.metadata ?? {};
  return { kind: object.kind, name, namespace, refused: true };
}

function verdictsOf(model: Model): Map<Stored, Said> {
  const counts = attachedRoutes(model.routes);
  const said = new Map<Stored, Said>();
  const owners = model.gateways.flatMap(gateway => [gateway, ...gateway.sets]);
  for (const owner of [...owners, ...model.pendingSets]) {
    said.set(owner.stored, ofOwner(owner, counts));
  }
  for (const { stored, parents } of model.routes) {
    said.set(stored, {
      parents: parents.map(({ conditions, reference }) => ({ conditions: outcomes(conditions), parentRef: reference })),
    });
  }
  for (const { stored, conditions } of model.policies) said.set(stored, { conditions: outcomes(conditions) });
  for (const [service, binding] of model.bindings) {
    const bound = 'problem' in binding ? isFalse(binding.problem) : isTrue('WaypointAccepted');
    said.set(service, { conditions: outcomes({ 'istio.io/WaypointBound': bound }) });
  }
  return said;
}

function ofOwner({ stored, conditions, listeners }: ListenerOwner, counts: ReadonlyMap<string, number>): Said {
  const verdicts = listeners.map(({ spec, kinds, conditions: own }): [string, ListenerVerdict] => [
    spec.name,
    {
      attachedRoutes: counts.get(countKey(stored, spec.name)) ?? 0,
      conditions: outcomes(own),
      kinds: kinds.map(kind => kind.split('.')[0] as string).sort(),
    },
  ]);
  return { conditions: outcomes(conditions), listeners: Object.fromEntries(verdicts) };
}

/** Each route counts once for a listener, by however many references it attaches. */
function attachedRoutes(routes: readonly Route[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { parents } of routes) {
    const listeners = parents.flatMap(parent => parent.listeners);
    for (const key of new Set(listeners.map(parent => countKey(parent, parent.listener.spec.name)))) {
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}

/** Without the kind, as istiod counts: a ListenerSet with the name of a Gateway shares its counts. */
const countKey = ({ namespace, name }: { readonly namespace: string; readonly name: string }, listener: string) =>
  `${namespace}/${name}/${listener}`;

function outcomes(conditions: Conditions): Outcomes {
  return Object.fromEntries(Object.entries(conditions).map(([type, { status, reason }]) => [type, [status, reason]]));
}
