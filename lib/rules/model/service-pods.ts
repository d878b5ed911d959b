import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { fieldsOf, labelsIn } from './fields';
import { type GatewayPods, gatewayPods } from './gateway-pods';
import { SERVICE } from './kinds';
import { LabelIndex } from './label-index';
import { modelOf } from './model';
import { type Workload, workloadsOf } from './workloads';

/** A Service that chooses pods, and which of those that are here. */
export interface ServicePods {
  readonly service: Stored;
  readonly selector: Readonly<Record<string, string>>;
  readonly workloads: readonly Workload[];
  readonly gateways: readonly GatewayPods[];
}

const known = new WeakMap<ObjectIndex, readonly ServicePods[]>();

/** Every Service with a selector. */
export function servicePods(index: ObjectIndex): readonly ServicePods[] {
  const services = known.get(index) ?? read(index);
  known.set(index, services);
  return services;
}

function read(index: ObjectIndex): ServicePods[] {
  const workloads = workloadsOf(index).index;
  const gateways = new LabelIndex(gatewayPods(index));
  return modelOf(index)
    .cluster.ofKind(SERVICE)
    .flatMap(service => {
      const { selector, type } = fieldsOf(service.object.spec);
      const matchLabels = labelsIn(selector);
      if (type === 'ExternalName' || Object.keys(matchLabels).length === 0) return [];
      const select = <T extends Workload | GatewayPods>(pods: LabelIndex<T>) =>
        pods.select(service.namespace, { matchLabels });
      return [{ service, selector: matchLabels, workloads: select(workloads), gateways: select(gateways) }];
    });
}

const servedBy = new WeakMap<ObjectIndex, ReadonlySet<Workload>>();

/** The workloads that some Service chooses. */
export function servedWorkloads(index: ObjectIndex): ReadonlySet<Workload> {
  const served = servedBy.get(index) ?? new Set(servicePods(index).flatMap(({ workloads }) => workloads));
  servedBy.set(index, served);
  return served;
}
