import type { Stored } from './cluster';
import { at, fieldsOf, objectsOf } from './fields';

/** Where a DestinationRule asks for affinity: for all ports, or for single ones. */
export interface Affinity {
  readonly isForAll: boolean;
  readonly isForPorts: boolean;
}

const hasHash = (policy: unknown) => Object.keys(fieldsOf(at(policy, 'loadBalancer', 'consistentHash'))).length > 0;

/** @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB */
export function affinityOf({ object }: Stored): Affinity {
  const policy = at(object, 'spec', 'trafficPolicy');
  const ports = objectsOf(at(policy, 'portLevelSettings'));
  return { isForAll: hasHash(policy), isForPorts: ports.some(hasHash) };
}
