import { ApiObject, Yaml } from 'cdk8s';
import { Construct } from 'constructs';

/** Amounts of CPU and memory, as Kubernetes quantities. */
export interface ResourceAmounts {
  /** For example `100m`. @default - none */
  readonly cpu?: string;
  /** For example `128Mi`. @default - none */
  readonly memory?: string;
}

/** What istiod may be told about the pods that it makes for one Gateway or waypoint. */
export interface DeploymentOptions {
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
   * @default - those of the mesh for every gateway or waypoint
   */
  readonly resources?: { readonly requests?: ResourceAmounts; readonly limits?: ResourceAmounts };
}

/** A HorizontalPodAutoscaler on CPU. */
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
 * The data of the ConfigMap that `parametersRef` names: one strategic merge patch, as YAML, for each kind of object
 * that istiod makes. Empty where nothing differs from its defaults.
 * @param service what to lay over the Service
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function toParameters(options: DeploymentOptions, service?: object): Record<string, string> {
  const overlays = {
    deployment: toDeploymentOverlay(options),
    service,
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

/** A reference to the ConfigMap, as `infrastructure.parametersRef` has it. */
export interface ParametersRef {
  readonly group: '';
  readonly kind: 'ConfigMap';
  readonly name: string;
}

/** Adds the ConfigMap where there is anything to say; its name is `NAME-options`. */
export function addParameters(
  scope: Construct,
  owner: { readonly name: string; readonly namespace: string },
  data: Readonly<Record<string, string>>,
): ParametersRef | undefined {
  if (Object.keys(data).length === 0) return undefined;
  const name = `${owner.name}-options`;
  new GatewayParameters(scope, 'Parameters', { name, namespace: owner.namespace, data });
  return { group: '', kind: 'ConfigMap', name };
}

class GatewayParameters extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { data, ...metadata }: { name: string; namespace: string; data: Readonly<Record<string, string>> },
  ) {
    super(scope, id);
    new ApiObject(this, 'Resource', { apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  }
}
