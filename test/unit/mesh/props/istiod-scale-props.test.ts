import type { IstiodScaleProps } from '../../../../lib/mesh/spec/istiod-scale';
import { type PropExample, showMeshProps } from '../../../support/mesh-props';

const istiod = (props: IstiodScaleProps, over: IstiodScaleProps = {}): PropExample => ({
  props: { istiod: { ...over, ...props } },
  over: { istiod: over },
});

const TWO = { autoscaleMin: 2 };

const PROPS: Readonly<Record<string, PropExample>> = {
  autoscaleEnabled: istiod({ autoscaleEnabled: false }),
  autoscaleMin: istiod({ autoscaleMin: 2 }),
  autoscaleMax: istiod({ autoscaleMax: 9 }),
  autoscaleBehavior: istiod({ autoscaleBehavior: { scaleDown: { stabilizationWindowSeconds: 600 } } }),
  cpuTargetAverageUtilization: istiod({ cpuTargetAverageUtilization: 60 }),
  memoryTargetAverageUtilization: istiod({ memoryTargetAverageUtilization: 75 }),
  replicaCount: istiod({ replicaCount: 3 }, { autoscaleEnabled: false }),
  rollingMaxSurge: istiod({ rollingMaxSurge: 1 }),
  rollingMaxUnavailable: istiod({ rollingMaxUnavailable: 0 }),
  podDisruptionBudget: istiod({ podDisruptionBudget: false }, TWO),
  pdbMinAvailable: istiod({ pdbMinAvailable: '50%' }, TWO),
  pdbMaxUnavailable: istiod({ pdbMaxUnavailable: 1 }, TWO),
  pdbUnhealthyPodEvictionPolicy: istiod({ pdbUnhealthyPodEvictionPolicy: 'AlwaysAllow' }, TWO),
  resources: istiod({ resources: { requests: { cpu: '100m' }, limits: { memory: '4Gi' } } }),
  'resources, taken away': istiod({ resources: { requests: { memory: null } } }),
  nodeSelector: istiod({ nodeSelector: { pool: 'infra' } }),
  affinity: istiod({
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: [{ matchExpressions: [{ key: 'kubernetes.io/arch', operator: 'In', values: ['arm64'] }] }],
        },
      },
    },
  }),
  tolerations: istiod({ tolerations: [{ key: 'infra', operator: 'Exists', effect: 'NoSchedule' }] }),
  topologySpreadConstraints: istiod({
    topologySpreadConstraints: [
      { maxSkew: 1, topologyKey: 'topology.kubernetes.io/zone', whenUnsatisfiable: 'ScheduleAnyway' },
    ],
  }),
  priorityClassName: istiod({ priorityClassName: 'system-cluster-critical' }),
};

showMeshProps('IstiodScaleProps', PROPS, { file: 'lib/mesh/spec/istiod-scale.ts' });
