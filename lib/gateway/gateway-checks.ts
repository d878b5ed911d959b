import type { Check } from '../core/checks';
import { EXPOSURES, type Exposure, NODE_PORTS } from './exposure';
import { CLASS_NAME_IS_PLAIN } from './gateway-class';

/** A Gateway, as far as its checks go. */
export interface CheckedGateway {
  /** The name of the Deployment, Service and ServiceAccount. */
  readonly generatedName: string;
  readonly gatewayClassName: string;
  readonly listeners: readonly { readonly name: string; readonly port: number }[];
  readonly exposure?: Exposure;
}

/** istiod names the objects of a Gateway after it and its class; a Service's name has at most 63 characters. */
const LONGEST_NAME = 63;

const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ');

function nodePorts({ exposure }: CheckedGateway): [string, number][] {
  return exposure?.type === 'NodePort' ? Object.entries(exposure.nodePorts ?? {}) : [];
}

const nodePortsOutOfRange = (gateway: CheckedGateway) =>
  nodePorts(gateway).filter(
    ([, port]) => !(Number.isInteger(port) && port >= NODE_PORTS.first && port <= NODE_PORTS.last),
  );

const nodePortsOfNoListener = ({ listeners, ...gateway }: CheckedGateway) =>
  nodePorts({ listeners, ...gateway }).filter(([name]) => !listeners.some(listener => listener.name === name));

/** Node ports that stand for two ports of the Service, and ports of the Service that have two node ports. */
function ambiguousNodePorts(gateway: CheckedGateway): string[] {
  const pairs = nodePorts(gateway).flatMap(([name, nodePort]) =>
    gateway.listeners.flatMap(listener => (listener.name === name ? [{ port: listener.port, nodePort }] : [])),
  );
  const clashes = pairs.filter(pair =>
    pairs.some(other => (other.port === pair.port) !== (other.nodePort === pair.nodePort)),
  );
  return [...new Set(clashes.map(({ port, nodePort }) => `${nodePort} for port ${port}`))];
}

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;

const badHostPorts = ({ exposure }: CheckedGateway): [string, number][] =>
  exposure?.type === 'NodePort'
    ? Object.entries(exposure.hostPorts ?? {}).filter(
        ([name, port]) => !isPort(port) || !(name in (exposure.nodePorts ?? {})),
      )
    : [];

/** What cannot be right about one Gateway, whatever else there is. */
export const GATEWAY_CHECKS: Check<CheckedGateway>[] = [
  CLASS_NAME_IS_PLAIN,
  {
    id: 'AMB201',
    when: ({ generatedName }) => generatedName.length > LONGEST_NAME,
    found: ({ generatedName }) => `"${generatedName}" with ${generatedName.length} characters`,
    expected: `at most ${LONGEST_NAME} characters in the name that istiod makes of the Gateway and its class`,
    cure: 'shorten name or gatewayClassName',
  },
  {
    id: 'AMB202',
    when: ({ listeners }) => listeners.length === 0,
    found: () => 'no listeners',
    expected: 'one listener or more',
    cure: "add one, as in { name: 'http', protocol: 'HTTP', port: 80 }",
  },
  {
    id: 'AMB205',
    when: gateway => nodePortsOutOfRange(gateway).length > 0,
    found: gateway =>
      nodePortsOutOfRange(gateway)
        .map(([name, port]) => `${port} for listener "${name}"`)
        .join(', '),
    expected: `${NODE_PORTS.first} to ${NODE_PORTS.last}`,
    cure: 'choose node ports in that range',
  },
  {
    id: 'AMB206',
    when: gateway => nodePortsOfNoListener(gateway).length > 0,
    found: gateway => `node ports for ${quoted(nodePortsOfNoListener(gateway).map(([name]) => name))}`,
    expected: ({ listeners }) => `names of its listeners: ${quoted(listeners.map(({ name }) => name))}`,
    cure: 'rename the node port, or add the listener',
  },
  {
    id: 'AMB211',
    when: gateway => ambiguousNodePorts(gateway).length > 0,
    found: gateway => ambiguousNodePorts(gateway).join(', '),
    expected: 'one node port for each port, whatever listeners share it, and another one for each other port',
    cure: 'name one listener of each port, and give each port a node port of its own',
  },
  {
    id: 'AMB281',
    when: gateway => badHostPorts(gateway).length > 0,
    found: gateway =>
      badHostPorts(gateway)
        .map(([name, port]) => `host port ${port} for "${name}"`)
        .join(', '),
    expected: '1 to 65535, for a listener with a node port',
    cure: 'name the listener in nodePorts too, or choose another port',
  },
  {
    id: 'AMB282',
    when: ({ exposure }) => exposure !== undefined && !EXPOSURES.includes(exposure.type),
    found: ({ exposure }) => `exposure of type ${JSON.stringify(exposure?.type)}`,
    expected: EXPOSURES.join(', '),
    cure: 'name one of them; without exposure it is LoadBalancer',
  },
];
