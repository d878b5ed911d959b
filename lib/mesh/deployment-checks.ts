import type { Check } from '../core/checks';
import type { DeploymentOptions } from './deployment-options';

const isCount = (count: number | undefined) => count === undefined || (Number.isInteger(count) && count >= 1);

const isBudget = (count: number | undefined) => count !== undefined && Number.isInteger(count) && count >= 0;

/** The pods that always run. */
const fewestPods = ({ autoscaling, replicas }: DeploymentOptions) => autoscaling?.minReplicas ?? replicas ?? 1;

/** What cannot be right about the pods of one Gateway or waypoint. */
export const DEPLOYMENT_CHECKS: Check<DeploymentOptions>[] = [
  {
    id: 'AMB207',
    when: ({ replicas }) => !isCount(replicas),
    found: ({ replicas }) => `replicas ${replicas}`,
    expected: '1 or more',
    cure: 'set replicas to a positive whole number',
  },
  {
    id: 'AMB208',
    when: ({ replicas, autoscaling }) => replicas !== undefined && autoscaling !== undefined,
    found: ({ replicas }) => `replicas ${replicas} and autoscaling`,
    expected: 'one of the two, since each undoes the other',
    cure: 'remove replicas; the autoscaler keeps at least minReplicas',
  },
  {
    id: 'AMB209',
    when: ({ autoscaling }) => autoscaling !== undefined && autoscaling.minReplicas > autoscaling.maxReplicas,
    found: ({ autoscaling }) => `minReplicas ${autoscaling?.minReplicas}, maxReplicas ${autoscaling?.maxReplicas}`,
    expected: 'minReplicas not above maxReplicas',
    cure: 'exchange or widen the bounds',
  },
  {
    id: 'AMB210',
    when: options => isBudget(options.minAvailable) && Number(options.minAvailable) >= fewestPods(options),
    found: options => `minAvailable ${options.minAvailable} of ${fewestPods(options)} pods`,
    expected: 'fewer than the pods that always run, or no node can be drained',
    cure: 'raise replicas (or minReplicas), or lower minAvailable',
  },
  {
    id: 'AMB212',
    when: ({ minAvailable }) => minAvailable !== undefined && !isBudget(minAvailable),
    found: ({ minAvailable }) => `minAvailable ${minAvailable}`,
    expected: 'a whole number, 0 or more',
    cure: 'set it to the pods that a drain must leave, or leave it out',
  },
];
