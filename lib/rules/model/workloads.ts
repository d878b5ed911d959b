import type { ObjectIndex } from '../../core/object-index';
import { type Cluster, clusterOf, describe, type Stored } from './cluster';
import { at, type Fields, fieldsOf, labelsIn, objectsOf, textOf } from './fields';
import { kindId } from './kinds';
import { LabelIndex } from './label-index';
import type { Labels } from './label-selectors';

/** The pods of one object: a Deployment, a DaemonSet, a Pod itself. */
export interface Workload {
  /** What makes the pods. */
  readonly stored: Stored;
  readonly namespace: string;
  /** Of each pod. */
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly spec: Fields;
  /** All containers, those that run first included. */
  readonly containers: readonly Fields[];
  /** How many pods are asked for; undefined where that depends on nodes or jobs. */
  readonly replicas: number | undefined;
}

const apps = (kind: string) => kindId('apps', kind);

export const DEPLOYMENT = apps('Deployment');
export const STATEFUL_SET = apps('StatefulSet');
export const DAEMON_SET = apps('DaemonSet');
export const POD = 'Pod';
export const AUTOSCALER = kindId('autoscaling', 'HorizontalPodAutoscaler');
export const DISRUPTION_BUDGET = kindId('policy', 'PodDisruptionBudget');

const TEMPLATE = ['spec', 'template'];

/** Where each kind keeps what its pods are like. */
const KINDS: ReadonlyMap<string, readonly string[]> = new Map([
  [DEPLOYMENT, TEMPLATE],
  [STATEFUL_SET, TEMPLATE],
  [DAEMON_SET, TEMPLATE],
  [apps('ReplicaSet'), TEMPLATE],
  [kindId('batch', 'Job'), TEMPLATE],
  [kindId('batch', 'CronJob'), ['spec', 'jobTemplate', 'spec', 'template']],
  [POD, []],
]);

/** Kinds that keep a number of pods. */
const COUNTED: ReadonlySet<string> = new Set([DEPLOYMENT, STATEFUL_SET, apps('ReplicaSet')]);

function toWorkload(stored: Stored, path: readonly string[]): Workload {
  const pod = at(stored.object, ...path);
  const spec = fieldsOf(at(pod, 'spec'));
  const replicas = at(stored.object, 'spec', 'replicas') ?? 1;
  return {
    stored,
    namespace: stored.namespace,
    labels: labelsIn(at(pod, 'metadata', 'labels')),
    annotations: labelsIn(at(pod, 'metadata', 'annotations')),
    spec,
    containers: [...objectsOf(spec.initContainers), ...objectsOf(spec.containers)],
    replicas: COUNTED.has(stored.kind) && typeof replicas === 'number' ? replicas : undefined,
  };
}

/** Every workload, and an index of those that selectors choose. */
export interface Workloads {
  readonly all: readonly Workload[];
  readonly index: LabelIndex<Workload>;
}

const known = new WeakMap<ObjectIndex, Workloads>();

/** The workloads of an index, read when they are first asked for: all rules share them. */
export function workloadsOf(index: ObjectIndex): Workloads {
  const workloads = known.get(index) ?? readWorkloads(clusterOf(index));
  known.set(index, workloads);
  return workloads;
}

function readWorkloads(cluster: Cluster): Workloads {
  const all = [...KINDS].flatMap(([kind, path]) => cluster.ofKind(kind).map(stored => toWorkload(stored, path)));
  return { all, index: new LabelIndex(all) };
}

/** A container in the words of a message: `container web of Deployment app/web`. */
export const describeContainer = ({ stored }: Workload, container: Fields): string =>
  `container ${textOf(container.name) ?? 'without a name'} of ${describe(stored)}`;

/** The label that takes pods into the mesh. */
export const DATAPLANE_MODE = 'istio.io/dataplane-mode';

/**
 * Whether istio-cni takes the pods of a workload into the mesh.
 * @see https://github.com/istio/istio/blob/1.31.0/cni/pkg/util/enablement_selector.go
 */
export function isCaptured(cluster: Cluster, { labels, namespace, spec }: Workload): boolean {
  if (spec.hostNetwork === true) return false;
  const own = labels[DATAPLANE_MODE];
  if (own === 'ambient') return true;
  return own !== 'none' && cluster.namespaceLabels(namespace)?.[DATAPLANE_MODE] === 'ambient';
}
