import type { KubeObject } from '../../../lib/core/object-index';
import type { Kubectl } from '../kubectl/kubectl';
import type { LiveObject } from '../kubectl/live-object';
import type { ForwardedPort } from '../load-balancer/forward-ports';
import { gatewaysOf, type PlannedGateway } from '../plan/gateways';
import type { PortMapping } from '../plan/node-ports';
import { GATEWAY_NAME } from '../wait/gateways';

/** Where a listener of a Gateway is reached. */
export interface Address {
  /** `istio-intranet/gateway-intranet`. */
  readonly gateway: string;
  readonly listener: string;
  readonly protocol: string;
  /** Name or IP address that a client connects to. */
  readonly host: string;
  readonly port: number;
  /** Hostname that the listener serves; absent for all. */
  readonly hostname?: string;
  readonly via: 'node port' | 'load balancer' | 'port-forward';
}

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
}

export interface AddressOptions {
  readonly objects: readonly KubeObject[];
  /** Of a kind cluster: node ports are ports of this host. @default - the cluster is not ours: a node's address */
  readonly mappings?: readonly PortMapping[];
  /** Ports of this host that lead to Gateways which it cannot reach otherwise. @default - none */
  readonly forwarded?: readonly ForwardedPort[];
}

/** Every listener of every Gateway that something outside is to reach, with its address where it has one. */
export async function findAddresses(kubectl: Kubectl, options: AddressOptions): Promise<Address[]> {
  const gateways = gatewaysOf(options.objects).filter(({ isWaypoint }) => !isWaypoint);
  if (gateways.length === 0) return [];
  const services = await kubectl.get(['services', '--all-namespaces', '--selector', GATEWAY_NAME]);
  const nodes = options.mappings === undefined ? await kubectl.get(['nodes']) : [];
  return gateways.flatMap(gateway => {
    const service = services.find(
      ({ metadata }) => metadata.namespace === gateway.namespace && metadata.labels?.[GATEWAY_NAME] === gateway.name,
    );
    return (gateway.object.spec.listeners as Listener[]).flatMap(listener => {
      const place =
        forwardedTo(gateway, listener, options.forwarded) ??
        placeOf(gateway, listener, service, nodes, options.mappings);
      if (place === undefined) return [];
      const { name, protocol, hostname } = listener;
      return [{ gateway: `${gateway.namespace}/${gateway.name}`, listener: name, protocol, hostname, ...place }];
    });
  });
}

type Place = Pick<Address, 'host' | 'port' | 'via'>;

function forwardedTo(
  { namespace, name }: PlannedGateway,
  { port }: Listener,
  forwarded: readonly ForwardedPort[] = [],
): Place | undefined {
  const found = forwarded.find(one => one.gateway === `${namespace}/${name}` && one.port === port);
  return found && { host: 'localhost', port: found.localPort, via: 'port-forward' };
}

function placeOf(
  gateway: PlannedGateway,
  { port }: Listener,
  service: LiveObject | undefined,
  nodes: readonly LiveObject[],
  mappings: readonly PortMapping[] | undefined,
): Place | undefined {
  const ports = (service?.spec.ports ?? []) as { port: number; nodePort?: number }[];
  const nodePort = gateway.service.nodePorts.get(port) ?? ports.find(one => one.port === port)?.nodePort;
  const ingress = service?.status?.loadBalancer?.ingress?.[0] as { ip?: string; hostname?: string } | undefined;
  const balancer = ingress?.ip ?? ingress?.hostname;
  if (balancer !== undefined) return { host: balancer, port, via: 'load balancer' };
  if (gateway.service.type !== 'NodePort' || nodePort === undefined) return undefined;
  if (mappings === undefined) return { host: addressOf(nodes), port: nodePort, via: 'node port' };
  const mapped = mappings.find(mapping => mapping.nodePort === nodePort);
  return mapped && { host: 'localhost', port: mapped.hostPort, via: 'node port' };
}

/** An address of some node: the external one where there is one. */
function addressOf(nodes: readonly LiveObject[]): string {
  const addresses = nodes.flatMap(({ status }) => (status?.addresses ?? []) as { type: string; address: string }[]);
  const of = (type: string) => addresses.find(address => address.type === type)?.address;
  return of('ExternalIP') ?? of('InternalIP') ?? 'localhost';
}

/** As one would type it: `http://localhost:31000`, or the hostname that leads there. */
export function toUrl({ protocol, host, port, hostname }: Address): string {
  const scheme = protocol === 'HTTP' ? 'http' : protocol === 'TCP' ? 'tcp' : 'https';
  const standard = (scheme === 'http' && port === 80) || (scheme === 'https' && port === 443);
  const name = hostname === undefined || hostname.startsWith('*') ? host : hostname;
  const bracketed = name.includes(':') ? `[${name}]` : name;
  return `${scheme}://${bracketed}${standard ? '' : `:${port}`}`;
}
