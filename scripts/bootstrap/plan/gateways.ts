import { parse } from 'yaml';
import type { KubeObject } from '../../../lib/core/object-index';
import { objectsOf } from './plan';

export const GATEWAY_API = 'gateway.networking.k8s.io';

/** How istiod is told to lay out the Service of a Gateway. */
export interface GatewayService {
  readonly type: 'NodePort' | 'LoadBalancer' | 'ClusterIP';
  /** Port of the Service to port of every node. */
  readonly nodePorts: ReadonlyMap<number, number>;
}

/** A Gateway of a topology that istiod deploys proxies for. */
export interface PlannedGateway {
  readonly name: string;
  readonly namespace: string;
  readonly className: string;
  readonly isWaypoint: boolean;
  readonly service: GatewayService;
  /** Texts of the ConfigMap that its parametersRef names. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly object: KubeObject;
}

/** GatewayClasses of proxies inside the mesh, which nothing outside reaches. */
const WAYPOINT_CLASSES = ['istio-waypoint', 'istio-east-west', 'istio-agentgateway-waypoint'];

/** The Gateways among the objects, with what their parameters say. */
export function gatewaysOf(objects: readonly KubeObject[]): PlannedGateway[] {
  const configMaps = objectsOf(objects, 'ConfigMap');
  return objectsOf(objects, 'Gateway', GATEWAY_API).map(object => {
    const { name, namespace = 'default' } = object.metadata;
    const reference = object.spec.infrastructure?.parametersRef;
    const configMap = configMaps.find(
      ({ metadata }) => metadata.name === reference?.name && (metadata.namespace ?? 'default') === namespace,
    );
    const parameters = (configMap?.data ?? {}) as Record<string, string>;
    const isWaypoint = WAYPOINT_CLASSES.includes(object.spec.gatewayClassName);
    const service = serviceOf(parameters.service, isWaypoint);
    return { name, namespace, className: object.spec.gatewayClassName, isWaypoint, service, parameters, object };
  });
}

function serviceOf(overlay: string | undefined, isWaypoint: boolean): GatewayService {
  const spec = (overlay === undefined ? {} : (parse(overlay)?.spec ?? {})) as {
    type?: GatewayService['type'];
    ports?: { port: number; nodePort?: number }[];
  };
  const nodePorts = (spec.ports ?? []).flatMap(({ port, nodePort }) =>
    nodePort === undefined ? [] : [[port, nodePort] as const],
  );
  return { type: spec.type ?? (isWaypoint ? 'ClusterIP' : 'LoadBalancer'), nodePorts: new Map(nodePorts) };
}
