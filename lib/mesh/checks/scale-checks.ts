import type { Check } from '../../core/checks';
import { fewestReplicas } from '../istiod/autoscaling';
import type { ResolvedMesh } from '../spec';

type MeshCheck = Check<ResolvedMesh>;

const isCount = (count: number) => Number.isInteger(count) && count >= 1;

/** The share of pods, or their number, as a number; zero and `0%` are the same. */
const amount = (value: number | string | undefined) => Number.parseInt(String(value ?? 0), 10);

/** A DaemonSet replaces a pod either before or after it removes the old one. */
export const rolloutCheck = (agent: 'cni' | 'ztunnel'): MeshCheck => ({
  id: 'AMB133',
  when: mesh => {
    const { maxSurge, maxUnavailable } = mesh[agent].rollingUpdate;
    return (amount(maxSurge) === 0) === (amount(maxUnavailable) === 0);
  },
  found: mesh => `${agent}.rollingUpdate ${JSON.stringify(mesh[agent].rollingUpdate)}`,
  expected: 'one of maxSurge and maxUnavailable above zero, the other zero: Kubernetes takes nothing else',
  cure: 'set the other one to zero',
});

/** Zero is none to the charts, which leave the whole field out then. */
const zeroChecks: readonly MeshCheck[] = (
  [
    ['pdbMinAvailable', 'set podDisruptionBudget to false, or say how many have to stay'],
    ['pdbMaxUnavailable', 'set it to 1: with none allowed no node with istiod could be drained'],
    ['cpuTargetAverageUtilization', 'set it to 80'],
    ['memoryTargetAverageUtilization', 'leave it out: memory is not looked at then'],
  ] as const
).map(([prop, cure]) => ({
  id: 'AMB136',
  when: ({ istiod }) => istiod[prop] === 0,
  found: () => `istiod.${prop} 0`,
  expected: 'a number above zero',
  cure,
}));

/** How many replicas, how few a drain may leave. */
export const SCALE_CHECKS: readonly MeshCheck[] = [
  ...zeroChecks,
  {
    id: 'AMB130',
    when: ({ istiod: { autoscaleEnabled, autoscaleMin, autoscaleMax } }) =>
      autoscaleEnabled && !(isCount(autoscaleMin) && isCount(autoscaleMax) && autoscaleMin <= autoscaleMax),
    found: ({ istiod }) => `istiod.autoscaleMin ${istiod.autoscaleMin} and autoscaleMax ${istiod.autoscaleMax}`,
    expected: 'whole numbers from 1 up, the first not above the second',
    cure: 'change one of them, or set autoscaleEnabled to false and replicaCount to the number you want',
  },
  {
    id: 'AMB131',
    when: ({ istiod }) => !istiod.autoscaleEnabled && !isCount(istiod.replicaCount),
    found: ({ istiod }) => `istiod.replicaCount ${istiod.replicaCount}`,
    expected: 'a whole number, 1 or more',
    cure: 'set it to 1 at least: without istiod no proxy gets certificates',
  },
  {
    id: 'AMB132',
    level: 'warning',
    when: ({ istiod }) =>
      istiod.podDisruptionBudget &&
      fewestReplicas(istiod) > 1 &&
      istiod.pdbMaxUnavailable === undefined &&
      typeof istiod.pdbMinAvailable === 'number' &&
      istiod.pdbMinAvailable >= fewestReplicas(istiod),
    found: ({ istiod }) => `istiod.pdbMinAvailable ${istiod.pdbMinAvailable} of ${fewestReplicas(istiod)} replicas`,
    expected: 'fewer than there are replicas: otherwise no node with istiod can be drained',
    cure: ({ istiod }) => `set it to ${fewestReplicas(istiod) - 1}, or set pdbMaxUnavailable instead`,
  },
];
