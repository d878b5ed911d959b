import type { ObjectIndex } from '../../core/object-index';
import { istiodsOf } from './components';

/**
 * Classes that istiod makes where a variable of its own is true.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/classinfo.go
 */
const VARIABLES: ReadonlyMap<string, string> = new Map([
  ['istio-east-west', 'AMBIENT_ENABLE_MULTI_NETWORK'],
  ['istio-agentgateway', 'PILOT_ENABLE_AGENTGATEWAY'],
  ['istio-agentgateway-waypoint', 'PILOT_ENABLE_AGENTGATEWAY'],
]);

/** Whether an istiod makes a class that it makes only if told to; one that is not here may be told so. */
export function mayBeMade(index: ObjectIndex, className: string): boolean {
  const variable = VARIABLES.get(className);
  if (variable === undefined) return false;
  const istiods = istiodsOf(index);
  return istiods.length === 0 || istiods.some(({ env, isOpen }) => isOpen || isTrue(env[variable]));
}

/** As Go reads it. */
const isTrue = (value: unknown): boolean => ['1', 't', 'true'].includes(String(value).toLowerCase());
