/** How the Service that istiod makes for a Gateway is reached from outside. */
export type Exposure = NodePortExposure | LoadBalancerExposure | ClusterIpExposure;

/** On a fixed port of every node. */
export interface NodePortExposure {
  readonly type: 'NodePort';

  /** Listener name to node port, 30000 to 32767; a listener that is not named gets a port of the cluster's choice. */
  readonly nodePorts: Readonly<Record<string, number>>;

  /**
   * Listener name to the port of the host that leads to its node port on kind, where the two differ. It is written as an
   * annotation of the Gateway, which the bootstrap reads.
   * @default - the node port itself
   * @see https://kind.sigs.k8s.io/docs/user/configuration/#extra-port-mappings
   */
  readonly hostPorts?: Readonly<Record<string, number>>;
}

/** On an address that the cluster's load balancer gives. */
export interface LoadBalancerExposure {
  readonly type: 'LoadBalancer';

  /**
   * A fixed IP address asked of the load balancer.
   * @default - one of its choice
   */
  readonly address?: string;
}

/** Every type that there is. */
export const EXPOSURES: readonly Exposure['type'][] = ['NodePort', 'LoadBalancer', 'ClusterIP'];

/** Inside the cluster only. */
export interface ClusterIpExposure {
  readonly type: 'ClusterIP';
}

/** Kubernetes' own range of node ports. */
export const NODE_PORTS = { first: 30000, last: 32767 };

/** A Service, as far as an exposure changes it. */
export interface ServiceOverlay {
  readonly spec: {
    readonly type: Exposure['type'];
    readonly ports?: readonly { readonly port: number; readonly nodePort: number }[];
  };
}

/**
 * What istiod lays over the Service that it makes for the Gateway; nothing for a load balancer, its default.
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment
 */
export function toServiceOverlay(
  exposure: Exposure,
  listeners: readonly { readonly name: string; readonly port: number }[],
): ServiceOverlay | undefined {
  switch (exposure.type) {
    case 'LoadBalancer':
      return undefined;
    case 'ClusterIP':
      return { spec: { type: 'ClusterIP' } };
    case 'NodePort':
      return { spec: { type: 'NodePort', ports: toNodePorts(exposure.nodePorts ?? {}, listeners) } };
  }
}

/** On a Gateway: which port of the host leads to which node port on kind, as in `30081=8081,30444=8444`. */
const HOST_PORTS_ANNOTATION = 'cdk8s-istio-ambient/host-ports';

/** The annotations that an exposure asks for. */
export function toExposureAnnotations(exposure: Exposure | undefined): Record<string, string> {
  if (exposure?.type !== 'NodePort') return {};
  const pairs = Object.entries(exposure.hostPorts ?? {}).map(([name, port]) => `${exposure.nodePorts[name]}=${port}`);
  return pairs.length === 0 ? {} : { [HOST_PORTS_ANNOTATION]: pairs.join(',') };
}

/** istiod gives the Service one port for all listeners of a port number, so the number alone is the merge key. */
function toNodePorts(
  nodePorts: NodePortExposure['nodePorts'],
  listeners: readonly { readonly name: string; readonly port: number }[],
) {
  return listeners.flatMap(({ name, port }) => {
    const nodePort = nodePorts[name];
    return nodePort === undefined ? [] : [{ port, nodePort }];
  });
}
