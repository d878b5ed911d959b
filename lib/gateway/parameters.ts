import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { type Exposure, toServiceOverlay } from './exposure';

/** Amounts of CPU and memory, as Kubernetes quantities. */
export interface ResourceAmounts {
  /** For example `100m`. */
  readonly cpu?: string;
  /** For example `128Mi`. */
  readonly memory?: string;
}

/** What istiod may be told about the objects that it makes for one Gateway. */
export interface DeploymentOptions {
  /**
   * How the Gateway is reached from outside.
   * @default { type: 'LoadBalancer' }
   */
  readonly exposure?: Exposure;

  /**
   * Number of proxy pods; not together with `autoscaling`.
   * @default - the cluster's default, 1
   */
  readonly replicas?: number;

  /**
   * A HorizontalPodAutoscaler on CPU.
   * @default - none
   */
  readonly autoscaling?: AutoscalingOptions;

  /**
   * The least number of proxy pods that a drain leaves; below `replicas`, or nodes cannot be drained.
   * @default - no PodDisruptionBudget
   */
  readonly minAvailable?: number;

  /**
   * Requests and limits of the proxy container.
   * @default - those of the mesh for every gateway
   */
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
}

export interface AutoscalingOptions {
  /** Fewest pods, 1 or more. */
  readonly minReplicas: number;
  /** Most pods. */
  readonly maxReplicas: number;
  /**
   * Percent of the requested CPU that the autoscaler aims at.
   * @default 80
   */
  readonly averageUtilization?: number;
}

/**
 * The data of the ConfigMap that a Gateway's `parametersRef` names: one strategic merge patch, as YAML, for each
 * kind of object that istiod makes. Empty where nothing differs from its defaults.
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function toParameters(
  options: DeploymentOptions,
  listeners: readonly { readonly name: string; readonly port: number }[],
): Record<string, string> {
  const overlays = {
    deployment: toDeploymentOverlay(options),
    service: options.exposure && toServiceOverlay(options.exposure, listeners),
    horizontalPodAutoscaler: options.autoscaling && toAutoscalerOverlay(options.autoscaling),
    podDisruptionBudget: options.minAvailable !== undefined && { spec: { minAvailable: options.minAvailable } },
  };
  return Object.fromEntries(
    Object.entries(overlays).flatMap(([key, overlay]) => (overlay ? [[key, Yaml.stringify(overlay)]] : [])),
  );
}

function toDeploymentOverlay({ replicas, resources }: DeploymentOptions) {
  if (replicas === undefined && resources === undefined) return undefined;
  const container = resources && { template: { spec: { containers: [{ name: 'istio-proxy', resources }] } } };
  return { spec: { ...(replicas === undefined ? {} : { replicas }), ...container } };
}

function toAutoscalerOverlay({ minReplicas, maxReplicas, averageUtilization = 80 }: AutoscalingOptions) {
  const target = { type: 'Utilization', averageUtilization };
  return { spec: { minReplicas, maxReplicas, metrics: [{ type: 'Resource', resource: { name: 'cpu', target } }] } };
}

/** The ConfigMap of a Gateway's parameters. */
export class GatewayParameters extends Construct {
  /** metadata.name of the ConfigMap. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: { name: string; namespace: string; data: Record<string, string> }) {
    super(scope, id);
    this.name = props.name;
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: props.name, namespace: props.namespace },
      data: props.data,
    });
  }
}
