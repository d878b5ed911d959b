import { type Manifest, unlessEmpty } from '../manifest';
import { ISTIOD_LABELS, istiodLabels, istiodName, istiodSelector, revisionLabel } from '../names';
import type { ResolvedMesh } from '../spec';
import type { ResolvedIstiod } from '../spec/istiod';

const onUse = (name: 'cpu' | 'memory', averageUtilization: number) => ({
  type: 'Resource',
  resource: { name, target: { type: 'Utilization', averageUtilization } },
});

/** Sets the number of istiod's replicas. */
export function toAutoscaler(mesh: ResolvedMesh): Manifest | undefined {
  const { istiod } = mesh;
  if (!istiod.autoscaleEnabled) {
    return undefined;
  }
  const memory = istiod.memoryTargetAverageUtilization;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: {
      name: istiodName(mesh),
      namespace: mesh.namespace,
      labels: { ...ISTIOD_LABELS, 'istio.io/rev': revisionLabel(mesh) },
    },
    spec: {
      minReplicas: istiod.autoscaleMin,
      maxReplicas: istiod.autoscaleMax,
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: istiodName(mesh) },
      metrics: [
        onUse('cpu', istiod.cpuTargetAverageUtilization),
        ...(memory === undefined ? [] : [onUse('memory', memory)]),
      ],
      behavior: unlessEmpty(istiod.autoscaleBehavior),
    },
  };
}

/** How many replicas are sure to be there. */
export const fewestReplicas = (istiod: ResolvedIstiod): number =>
  istiod.autoscaleEnabled ? istiod.autoscaleMin : istiod.replicaCount;

/** Keeps a drain from taking all replicas; a budget over a single one would block the drain for ever. */
export function toDisruptionBudget(mesh: ResolvedMesh): Manifest | undefined {
  const { istiod } = mesh;
  if (!istiod.podDisruptionBudget || fewestReplicas(istiod) < 2) {
    return undefined;
  }
  const maxUnavailable = istiod.pdbMaxUnavailable;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: istiodName(mesh), namespace: mesh.namespace, labels: istiodLabels(mesh) },
    spec: {
      ...(maxUnavailable === undefined ? { minAvailable: istiod.pdbMinAvailable } : { maxUnavailable }),
      unhealthyPodEvictionPolicy: istiod.pdbUnhealthyPodEvictionPolicy,
      selector: { matchLabels: istiodSelector(mesh) },
    },
  };
}
