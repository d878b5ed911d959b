import type { PortMapping } from '../plan/node-ports';

/** Label of every node of a cluster that `up` made; its value is the cluster's name. */
export const CLUSTER_LABEL = 'cdk8s-istio-ambient/cluster';

export interface KindConfigOptions {
  readonly name: string;
  readonly image: string;
  /** Nodes besides the control plane. */
  readonly workers: number;
  readonly ports: readonly PortMapping[];
}

/**
 * The configuration of a kind cluster: the control plane's container hands the host's ports to the node's.
 * A node port answers on every node, so one node with mappings is enough.
 * @see https://kind.sigs.k8s.io/docs/user/configuration/#extra-port-mappings
 */
export function toKindConfig({ name, image, workers, ports }: KindConfigOptions) {
  const labels = { [CLUSTER_LABEL]: name };
  const extraPortMappings = ports.map(({ nodePort, hostPort, protocol }) => ({
    containerPort: nodePort,
    hostPort,
    protocol,
  }));
  return {
    kind: 'Cluster',
    apiVersion: 'kind.x-k8s.io/v1alpha4',
    name,
    nodes: [
      { role: 'control-plane', image, labels, extraPortMappings },
      ...Array.from({ length: workers }, () => ({ role: 'worker', image, labels })),
    ],
  };
}
