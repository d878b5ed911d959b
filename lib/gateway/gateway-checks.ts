import type { Check } from '../core/checks';
import { NODE_PORTS } from './exposure';
import type { ResolvedGateway } from './gateway';

/** istiod names the objects of a Gateway after it and its class; a Service's name has at most 63 characters. */
const LONGEST_NAME = 63;

/** Ports that the proxy itself listens on. @see https://istio.io/latest/docs/ops/deployment/application-requirements/ */
const PROXY_PORTS = [15000, 15001, 15006, 15008, 15020, 15021, 15090];

const isPort = (port: number) => Number.isInteger(port) && port >= 1 && port <= 65535;
const isCount = (count: number | undefined) => count === undefined || (Number.isInteger(count) && count >= 1);
const quoted = (names: readonly string[]) => names.map(name => `"${name}"`).join(', ');
const repeated = (names: readonly string[]) => names.filter((name, index) => names.indexOf(name) !== index);

function nodePorts({ exposure }: ResolvedGateway): [string, number][] {
  return exposure?.type === 'NodePort' ? Object.entries(exposure.nodePorts) : [];
}

const nodePortsOutOfRange = (gateway: ResolvedGateway) =>
  nodePorts(gateway).filter(
    ([, port]) => !(Number.isInteger(port) && port >= NODE_PORTS.first && port <= NODE_PORTS.last),
  );

const nodePortsOfNoListener = ({ listeners, ...gateway }: ResolvedGateway) =>
  nodePorts({ listeners, ...gateway }).filter(([name]) => !listeners.some(listener => listener.name === name));

/** What cannot be right about one Gateway, whatever else there is. */
export const GATEWAY_CHECKS: Check<ResolvedGateway>[] = [
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
    id: 'AMB203',
    when: ({ listeners }) => repeated(listeners.map(({ name }) => name)).length > 0,
    found: ({ listeners }) => `${quoted(repeated(listeners.map(({ name }) => name)))} more than once`,
    expected: 'names that are unique within the Gateway',
    cure: 'rename one of them',
  },
  {
    id: 'AMB204',
    when: ({ listeners }) => listeners.some(({ port }) => !isPort(port) || PROXY_PORTS.includes(port)),
    found: ({ listeners }) =>
      `port ${listeners.map(({ port }) => port).filter(port => !isPort(port) || PROXY_PORTS.includes(port))}`,
    expected: `1 to 65535 and none of the proxy's own: ${PROXY_PORTS.join(', ')}`,
    cure: 'choose another port',
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
    id: 'AMB207',
    when: ({ replicas }) => !isCount(replicas),
    found: ({ replicas }) => `replicas ${replicas}`,
    expected: '1 or more',
    cure: 'set replicas to a positive whole number',
  },
  {
    id: 'AMB208',
    when: ({ replicas, autoscaling }) => replicas !== undefined && autoscaling !== undefined,
    found: ({ replicas }) => `replicas ${replicas} and autoscaling`,
    expected: 'one of the two, since each undoes the other',
    cure: 'remove replicas; the autoscaler keeps at least minReplicas',
  },
  {
    id: 'AMB209',
    when: ({ autoscaling }) => autoscaling !== undefined && autoscaling.minReplicas > autoscaling.maxReplicas,
    found: ({ autoscaling }) => `minReplicas ${autoscaling?.minReplicas}, maxReplicas ${autoscaling?.maxReplicas}`,
    expected: 'minReplicas not above maxReplicas',
    cure: 'exchange or widen the bounds',
  },
  {
    id: 'AMB210',
    when: ({ minAvailable, replicas, autoscaling }) =>
      minAvailable !== undefined && minAvailable >= (autoscaling?.minReplicas ?? replicas ?? 1),
    found: ({ minAvailable, replicas, autoscaling }) =>
      `minAvailable ${minAvailable} of ${autoscaling?.minReplicas ?? replicas ?? 1} pods`,
    expected: 'fewer than the pods that always run, or no node can be drained',
    cure: 'raise replicas (or minReplicas), or lower minAvailable',
  },
];
