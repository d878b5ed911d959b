import type { KubeObject } from '../../../lib/core/object-index';
import { problem } from '../problems';
import { gatewaysOf } from './gateways';
import { objectsOf } from './plan';

/** A port of every node, and the port of the host that leads there on kind. */
export interface PortMapping {
  readonly nodePort: number;
  readonly hostPort: number;
  readonly protocol: 'TCP' | 'UDP';
  /** Who asks for it, for messages: `Gateway istio-intranet/gateway-intranet`. */
  readonly of: string;
}

/**
 * Annotation of a Gateway, or of a Service of type NodePort, whose node ports are other ports of the host:
 * `30081=8081,30444=8444`.
 */
const HOST_PORTS = 'cdk8s-istio-ambient/host-ports';

/** Every node port that the objects fix, in order. The host's port is the same, unless an annotation or `overrides` say otherwise. */
export function portMappingsOf(
  objects: readonly KubeObject[],
  overrides: ReadonlyMap<number, number> = new Map(),
): PortMapping[] {
  const ofGateways = gatewaysOf(objects)
    .filter(({ service }) => service.type === 'NodePort')
    .flatMap(({ service, object }) =>
      [...service.nodePorts.values()].map(nodePort => mapping(object, nodePort, 'TCP')),
    );
  const ofServices = objectsOf(objects, 'Service')
    .filter(({ spec }) => spec?.type === 'NodePort')
    .flatMap(object =>
      ((object.spec.ports ?? []) as { nodePort?: number; protocol?: 'TCP' | 'UDP' }[])
        .filter(({ nodePort }) => nodePort !== undefined)
        .map(({ nodePort, protocol }) => mapping(object, nodePort as number, protocol ?? 'TCP')),
    );
  return [...ofGateways, ...ofServices]
    .map(found => ({ ...found, hostPort: overrides.get(found.nodePort) ?? found.hostPort }))
    .sort((a, b) => a.nodePort - b.nodePort);
}

function mapping(object: KubeObject, nodePort: number, protocol: 'TCP' | 'UDP'): PortMapping {
  const { name, namespace = 'default', annotations } = object.metadata;
  const annotated = annotations?.[HOST_PORTS];
  const hostPort = annotated === undefined ? undefined : parseHostPorts(annotated.split(',')).get(nodePort);
  return { nodePort, hostPort: hostPort ?? nodePort, protocol, of: `${object.kind} ${namespace}/${name}` };
}

/** Reads pairs such as `30081=8081`. */
export function parseHostPorts(pairs: readonly string[]): Map<number, number> {
  return new Map(
    pairs.map(pair => {
      const match = /^\s*(\d+)=(\d+)\s*$/.exec(pair);
      const ports = match === null ? [] : [Number(match[1]), Number(match[2])];
      if (ports.length === 2 && ports.every(port => port >= 1 && port <= 65535)) return [ports[0], ports[1]] as const;
      throw problem('AMB901', `"${pair}" is no pair of ports`, 'write NODEPORT=HOSTPORT, for example 30081=8081');
    }),
  );
}
