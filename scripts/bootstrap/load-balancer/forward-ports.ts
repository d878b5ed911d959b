import { gatewaysOf, type PlannedGateway } from '../plan/gateways';
import type { Plan } from '../plan/plan';
import { isFree } from '../preflight/host';
import type { Session } from '../session';
import { GATEWAY_NAME } from '../wait/gateways';
import { ensureBackground } from './background';

/** A port of a Gateway, and the port of this host that leads there. */
export interface ForwardedPort {
  /** `istio-intranet/gateway-intranet`. */
  readonly gateway: string;
  readonly port: number;
  readonly localPort: number;
}

/** Local ports from here on stand for ports below 1024, which only root may open. */
const UNPRIVILEGED = 8000;

/** Where the host cannot reach the network of containers, ports of this host lead to the Gateways. */
export async function forwardPorts(
  session: Session,
  { objects }: Pick<Plan, 'objects'>,
  platform: NodeJS.Platform = process.platform,
): Promise<ForwardedPort[]> {
  const gateways = gatewaysOf(objects).filter(({ service }) => service.type === 'LoadBalancer');
  if (platform !== 'darwin' || gateways.length === 0) return [];
  session.report.line('   this host cannot reach the network of containers: ports of its own lead to the gateways');
  const services = await session.kubectl.get(['services', '--all-namespaces', '--selector', GATEWAY_NAME]);
  const forwarded: ForwardedPort[] = [];
  for (const gateway of gateways) {
    const found = services.find(
      ({ metadata }) => metadata.namespace === gateway.namespace && metadata.labels?.[GATEWAY_NAME] === gateway.name,
    );
    const service = session.dryRun ? `${gateway.name}-${gateway.className}` : found?.metadata.name;
    const taken = forwarded.map(({ localPort }) => localPort); // they may not listen yet
    if (service !== undefined) forwarded.push(...(await forward(session, gateway, service, taken)));
  }
  return forwarded;
}

async function forward(
  session: Session,
  { namespace, name, object }: PlannedGateway,
  service: string,
  taken: readonly number[],
): Promise<ForwardedPort[]> {
  const ports = [...new Set((object.spec.listeners as { port: number }[]).map(({ port }) => port))];
  const target = ['-n', namespace, 'port-forward', `service/${service}`, ...(await pairsFor(ports, taken))];
  const args = ensureBackground(session, {
    name: ['port-forward', namespace, name, ...ports].join('-'),
    tool: 'kubectl',
    args: ['--context', session.kubectl.context, ...target],
  });
  return args.flatMap(word => {
    const [, localPort, port] = /^(\d+):(\d+)$/.exec(word) ?? [];
    return port === undefined
      ? []
      : [{ gateway: `${namespace}/${name}`, port: Number(port), localPort: Number(localPort) }];
  });
}

async function pairsFor(ports: readonly number[], taken: readonly number[]): Promise<string[]> {
  const used = new Set(taken);
  const pairs: string[] = [];
  for (const port of ports) {
    let local = port < 1024 ? UNPRIVILEGED + port : port;
    while (used.has(local) || !(await isFree(local))) local++;
    used.add(local);
    pairs.push(`${local}:${port}`);
  }
  return pairs;
}
