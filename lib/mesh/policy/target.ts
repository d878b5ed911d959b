/**
 * What a policy about requests is attached to. Waypoints, Gateways and ServiceEntries of this library are targets as
 * they are; `serviceTarget` makes one of a Service.
 */
export interface PolicyTarget {
  /** A `GatewayClass` stands for all its waypoints; only from the root namespace. */
  readonly kind: 'Gateway' | 'Service' | 'ServiceEntry' | 'GatewayClass';

  /** metadata.name. */
  readonly name: string;

  /** metadata.namespace; a GatewayClass has none. @default - that of the policy */
  readonly namespace?: string;
}

/** A Service behind a waypoint, as a target. */
export function serviceTarget(service: { readonly serviceName: string; readonly namespace: string }): PolicyTarget {
  return { kind: 'Service', name: service.serviceName, namespace: service.namespace };
}

/** All waypoints of the mesh, for a policy in the root namespace. */
export const EVERY_WAYPOINT: PolicyTarget = { kind: 'GatewayClass', name: 'istio-waypoint' };

const GROUPS: Readonly<Record<PolicyTarget['kind'], string>> = {
  Gateway: 'gateway.networking.k8s.io',
  GatewayClass: 'gateway.networking.k8s.io',
  Service: '',
  ServiceEntry: 'networking.istio.io',
};

/** `targetRefs` of a policy; undefined where there is no target. */
export function toTargetRefs(targets: readonly PolicyTarget[] | undefined) {
  return targets?.map(({ kind, name }) => ({ group: GROUPS[kind], kind, name }));
}

/** The namespace of a policy: its own, or that of its first target. */
export function policyNamespace(props: {
  readonly namespace?: string;
  readonly targets?: readonly PolicyTarget[];
}): string {
  return props.namespace ?? props.targets?.find(({ namespace }) => namespace !== undefined)?.namespace ?? '';
}
