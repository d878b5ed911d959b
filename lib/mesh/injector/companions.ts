import type { k8s } from 'cdk8s-plus-28';
import { GATEWAY_NAME_LABEL, toMetadata } from './metadata';
import { each, hole, type Templated, when } from './templated';

/** The pods of one Gateway. */
export const SELECTOR = { [GATEWAY_NAME_LABEL]: hole('.Name | quote') };

export const toServiceAccount = () => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: toMetadata('.ServiceAccount'),
});

/** The Service, whose type and ports istiod takes from the Gateway; `annotations` is a pipeline. */
export function toService(annotations?: string) {
  const spec: Templated<k8s.ServiceSpec> = {
    type: hole('.ServiceType | quote'),
    ipFamilyPolicy: 'PreferDualStack',
    ports: [
      each('.Ports', {
        name: hole('.Name | quote'),
        port: hole('.Port'),
        // Before 1.31 istiod leaves the protocol empty.
        protocol: hole('.Protocol | default "TCP"'),
        appProtocol: hole('.AppProtocol'),
      }),
    ],
    selector: SELECTOR,
  };
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: toMetadata('.DeploymentName', annotations),
    spec: { ...spec, loadBalancerIP: STATIC_ADDRESS },
  };
}

/** The one address of a Gateway that asks its load balancer for one. */
const STATIC_ADDRESS = when(
  'and .Spec.Addresses (eq .ServiceType "LoadBalancer")',
  hole('(index .Spec.Addresses 0).Value | quote'),
);

/** Deployed only where options of the Gateway, or defaults of its class, patch it. */
export function toAutoscaler() {
  const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: hole('.DeploymentName | quote') };
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: toMetadata('.DeploymentName'),
    spec: { scaleTargetRef, maxReplicas: 1 } satisfies Templated<k8s.HorizontalPodAutoscalerSpecV2>,
  };
}

/** Deployed only where options of the Gateway, or defaults of its class, patch it. */
export const toDisruptionBudget = () => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: toMetadata('.DeploymentName'),
  spec: { selector: { matchLabels: SELECTOR } } satisfies Templated<k8s.PodDisruptionBudgetSpec>,
});
