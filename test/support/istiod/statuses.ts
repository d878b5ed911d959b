import type { Verdict } from '../../../lib/rules/model/verdicts';
import type { ApiObject } from './api-client';

export const CONTROLLER = 'istio.io/gateway-controller';

type Outcomes = NonNullable<Verdict['conditions']>;

/** The status of a Gateway: what istiod says of it, and whether its proxies are there, which depends on the cluster. */
export function toGatewayStatus(verdict: Verdict, { metadata, status }: ApiObject, programmed: boolean): ApiObject {
  const outcomes: Outcomes = {
    ...verdict.conditions,
    Programmed: programmed ? ['True', 'Programmed'] : ['False', 'AddressNotAssigned'],
  };
  const known = status?.listeners ?? [];
  return {
    conditions: toConditions(outcomes, metadata.generation, status?.conditions),
    listeners: Object.entries(verdict.listeners ?? {}).map(([name, listener]) => ({
      name,
      attachedRoutes: listener.attachedRoutes,
      supportedKinds: listener.kinds.map(kind => ({ group: 'gateway.networking.k8s.io', kind })),
      conditions: toConditions(
        listener.conditions,
        metadata.generation,
        known.find((one: ApiObject) => one.name === name)?.conditions,
      ),
    })),
  };
}

/**
 * The status of a GatewayClass of istiod's.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/gatewayclass.go
 */
export function toClassStatus({ metadata, status }: ApiObject): ApiObject {
  return { conditions: toConditions({ Accepted: ['True', 'Accepted'] }, metadata.generation, status?.conditions) };
}

/** The status of a route, per parent. */
export function toRouteStatus(verdict: Verdict, { metadata, status }: ApiObject): ApiObject {
  return {
    parents: (verdict.parents ?? []).map(({ parentRef, conditions }, index) => ({
      parentRef,
      controllerName: CONTROLLER,
      conditions: toConditions(conditions, metadata.generation, status?.parents?.[index]?.conditions),
    })),
  };
}

/** Conditions keep the time of their last change. */
function toConditions(outcomes: Outcomes, observedGeneration: number, before: ApiObject[] = []): ApiObject[] {
  return Object.entries(outcomes).map(([type, [status, reason]]) => {
    const same = before.find(one => one.type === type && one.status === status);
    const lastTransitionTime = same?.lastTransitionTime ?? new Date().toISOString().replace(/\.\d+/, '');
    return { type, status, reason, message: '', observedGeneration, lastTransitionTime };
  });
}
