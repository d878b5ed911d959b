import type { Affinity, Labels, Resources, Toleration, TopologySpreadConstraint } from './pod';

/** How many istiod pods there are, where they run and what they may use. */
export interface IstiodScaleProps {
  /** Whether a HorizontalPodAutoscaler sets the number of replicas. @default true */
  readonly autoscaleEnabled?: boolean;
  /** The fewest replicas of the autoscaler. @default 1 */
  readonly autoscaleMin?: number;
  /** The most replicas of the autoscaler. @default 5 */
  readonly autoscaleMax?: number;
  /** The autoscaler's `behavior`. @default - Kubernetes' own */
  readonly autoscaleBehavior?: Readonly<Record<string, unknown>>;
  /** CPU use in percent of the request at which the autoscaler adds a replica. @default 80 */
  readonly cpuTargetAverageUtilization?: number;
  /** The same for memory. @default - memory is not looked at */
  readonly memoryTargetAverageUtilization?: number;
  /** Replicas where there is no autoscaler. @default 1 */
  readonly replicaCount?: number;
  /** Pods above the number of replicas during a rollout; a count or a percentage. @default '100%' */
  readonly rollingMaxSurge?: number | string;
  /** Pods below the number of replicas during a rollout; a count or a percentage. @default '25%' */
  readonly rollingMaxUnavailable?: number | string;
  /** Whether two or more replicas get a PodDisruptionBudget; one replica never does. @default true */
  readonly podDisruptionBudget?: boolean;
  /** Pods that a drain must leave running; a count or a percentage. @default 1 */
  readonly pdbMinAvailable?: number | string;
  /** Pods that a drain may take away, instead of `pdbMinAvailable`. @default - none */
  readonly pdbMaxUnavailable?: number | string;
  /** Whether a drain may evict pods that are not ready. @default - Kubernetes' own, `IfHealthyBudget` */
  readonly pdbUnhealthyPodEvictionPolicy?: 'IfHealthyBudget' | 'AlwaysAllow';
  /** @default - requests of 500m CPU and 2048Mi memory, no limits */
  readonly resources?: Resources;
  /** Node labels that istiod's nodes must have. @default - any node */
  readonly nodeSelector?: Labels;
  /** @default - none */
  readonly affinity?: Affinity;
  /** Tolerations beside the one for `cni.istio.io/not-ready`. @default - none */
  readonly tolerations?: readonly Toleration[];
  /** @default - none */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  /** @default - the cluster's default priority */
  readonly priorityClassName?: string;
}

export const ISTIOD_SCALE_DEFAULTS = {
  autoscaleEnabled: true,
  autoscaleMin: 1,
  autoscaleMax: 5,
  autoscaleBehavior: {},
  cpuTargetAverageUtilization: 80,
  replicaCount: 1,
  rollingMaxSurge: '100%',
  rollingMaxUnavailable: '25%',
  podDisruptionBudget: true,
  pdbMinAvailable: 1,
  resources: { requests: { cpu: '500m', memory: '2048Mi' } },
  nodeSelector: {},
  affinity: {},
  tolerations: [],
  topologySpreadConstraints: [],
} as const satisfies IstiodScaleProps;
