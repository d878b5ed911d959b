import type { ObjectIndex } from '../../core/object-index';
import type { Cluster, Stored } from './cluster';
import { at, selectorIn } from './fields';
import { type GatewayPods, gatewayPods } from './gateway-pods';
import { kindId } from './kinds';
import { LabelIndex } from './label-index';
import { modelOf } from './model';
import { overlaysFor } from './overlays';
import { AUTOSCALER, DISRUPTION_BUDGET, type Workload, workloadsOf } from './workloads';

/** A PodDisruptionBudget and the pods that it keeps up. */
export interface Budget {
  readonly stored: Stored;
  readonly workloads: readonly Workload[];
  /** What istiod makes for Gateways. */
  readonly gateways: readonly GatewayPods[];
  /** How many pods there are when there are fewest; undefined where that is not known. */
  readonly fewest: number | undefined;
}

const known = new WeakMap<ObjectIndex, readonly Budget[]>();

/** Every PodDisruptionBudget. */
export function budgetsOf(index: ObjectIndex): readonly Budget[] {
  const budgets = known.get(index) ?? read(index);
  known.set(index, budgets);
  return budgets;
}

function read(index: ObjectIndex): Budget[] {
  const { cluster } = modelOf(index);
  const lowest = lowestReplicas(cluster);
  const made = new LabelIndex(gatewayPods(index));
  return cluster.ofKind(DISRUPTION_BUDGET).map(stored => {
    const stated = at(stored.object, 'spec', 'selector');
    if (stated === undefined) return { stored, workloads: [], gateways: [], fewest: 0 };
    const workloads = workloadsOf(index).index.select(stored.namespace, selectorIn(stated));
    const gateways = made.select(stored.namespace, selectorIn(stated));
    const counts = [
      ...workloads.map(each => lowest.get(keyOf(each.stored)) ?? each.replicas),
      ...gateways.map(
        each => lowest.get(`Deployment ${each.namespace}/${each.name}`) ?? gatewayReplicas(index, each.gateway),
      ),
    ];
    return { stored, workloads, gateways, fewest: counts.reduce(sum, 0) };
  });
}

/** A sum of which one part is not known is not known. */
const sum = (whole: number | undefined, part: number | undefined) =>
  whole === undefined || part === undefined ? undefined : whole + part;

/** How many pods a Gateway has when it has fewest, as its parameters say; undefined where they say it in another way. */
export function gatewayReplicas(index: ObjectIndex, { stored }: GatewayPods['gateway']): number | undefined {
  const overlays = overlaysFor(modelOf(index), stored);
  const stated = (key: string, field: string) =>
    overlays
      .filter(each => each.key === key)
      .map(({ value }) => at(value, 'spec', field))
      .filter(value => value !== undefined)
      .at(-1);
  const scaled = overlays.some(({ key }) => key === 'horizontalPodAutoscaler');
  const count = scaled
    ? (stated('horizontalPodAutoscaler', 'minReplicas') ?? 1)
    : (stated('deployment', 'replicas') ?? 1);
  return typeof count === 'number' ? count : undefined;
}

const keyOf = ({ object, namespace, name }: Stored) => `${object.kind} ${namespace}/${name}`;

/** By this KEDA scales, down to none unless it is told otherwise. */
const SCALED_OBJECT = kindId('keda.sh', 'ScaledObject');

/** Of what is scaled automatically: as few pods as there may be. */
function lowestReplicas(cluster: Cluster): ReadonlyMap<string, number> {
  const entries = cluster.ofKind(AUTOSCALER).map(({ object, namespace }): [string, number] => {
    const { kind, name } = {
      kind: at(object, 'spec', 'scaleTargetRef', 'kind'),
      name: at(object, 'spec', 'scaleTargetRef', 'name'),
    };
    const fewest = at(object, 'spec', 'minReplicas') ?? 1;
    return [`${kind} ${namespace}/${name}`, typeof fewest === 'number' ? fewest : 1];
  });
  const byEvents = cluster.ofKind(SCALED_OBJECT).map(({ object, namespace }): [string, number] => {
    const target = at(object, 'spec', 'scaleTargetRef');
    const fewest = at(object, 'spec', 'minReplicaCount');
    return [
      `${at(target, 'kind') ?? 'Deployment'} ${namespace}/${at(target, 'name')}`,
      typeof fewest === 'number' ? fewest : 0,
    ];
  });
  return new Map([...entries, ...byEvents]);
}

/**
 * Whether a budget never lets a pod go of so many; the part of a percentage is rounded up.
 * @see https://kubernetes.io/docs/tasks/run-application/configure-pdb/#rounding-logic-when-specifying-percentages
 */
export function holdsAll(spec: unknown, pods: number | undefined): boolean {
  const { most, least } = { most: at(spec, 'maxUnavailable'), least: at(spec, 'minAvailable') };
  if (most !== undefined) return most === 0 || most === '0%';
  if (least === '100%') return true;
  if (pods === undefined || pods === 0 || least === undefined) return false;
  const share = /^(\d+)%$/.exec(String(least))?.[1];
  return share === undefined ? Number(least) >= pods : Math.ceil((Number(share) * pods) / 100) >= pods;
}
