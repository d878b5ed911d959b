import { connect } from 'node:net';
import { gatewaysOf, type PlannedGateway } from '../plan/gateways';
import type { PortMapping } from '../plan/node-ports';
import type { Plan } from '../plan/plan';
import type { Session } from '../session';
import { type Address, findAddresses } from '../up/addresses';
import { GATEWAY_NAME } from '../wait/gateways';
import type { Endpoint } from './endpoints';
import { PortForward } from './port-forward';

interface Listener {
  readonly name: string;
  readonly port: number;
  readonly protocol: string;
  readonly hostname?: string;
  readonly tls?: {
    readonly mode?: 'Terminate' | 'Passthrough';
    readonly certificateRefs?: readonly { readonly name: string; readonly namespace?: string }[];
  };
}

/** Listeners with their addresses, and what has to be closed when they are no longer needed. */
export interface FoundEndpoints {
  readonly endpoints: readonly Endpoint[];
  readonly close: () => void;
}

const CONNECT_MS = 2000;

/** Every listener that is reached from outside: at its address, or through a port that kubectl leads there. */
export async function findEndpoints(
  session: Session,
  plan: Pick<Plan, 'objects'>,
  mappings?: readonly PortMapping[],
): Promise<FoundEndpoints> {
  const { kubectl, report } = session;
  const addresses = await findAddresses(kubectl, { objects: plan.objects, mappings });
  const onKind = mappings !== undefined; // which maps node ports to this host, or the port is what a check is to find
  const forwards: PortForward[] = [];
  const endpoints: Endpoint[] = [];
  for (const gateway of gatewaysOf(plan.objects).filter(({ isWaypoint }) => !isWaypoint)) {
    const name = `${gateway.namespace}/${gateway.name}`;
    for (const listener of gateway.object.spec.listeners as Listener[]) {
      const address = addresses.find(one => one.gateway === name && one.listener === listener.name);
      const direct = address !== undefined && ((onKind && address.via === 'node port') || (await answers(address)));
      if (direct) endpoints.push(toEndpoint(gateway, listener, address));
      else {
        const forward = await forwardTo(session, gateway, listener.port);
        if (forward === undefined) continue;
        forwards.push(forward);
        report.line(`   ${name}, listener ${listener.name}: not reached from here, by a port-forward of its own`);
        endpoints.push(toEndpoint(gateway, listener, { ...forward.address, via: 'port-forward' }));
      }
    }
  }
  const close = () => {
    for (const forward of forwards) forward.close();
  };
  return { endpoints, close };
}

function toEndpoint(
  { namespace, name }: PlannedGateway,
  { name: listener, protocol, hostname, tls }: Listener,
  { host, port, via }: Pick<Address, 'host' | 'port' | 'via'>,
): Endpoint {
  const secrets = (tls?.certificateRefs ?? []).map(one => `${one.namespace ?? namespace}/${one.name}`);
  const tlsMode = tls === undefined ? undefined : (tls.mode ?? 'Terminate');
  return { gateway: `${namespace}/${name}`, listener, protocol, hostname, tlsMode, secrets, host, port, via };
}

/** Absent where istiod has made no Service yet, which is a finding of another check. */
async function forwardTo({ kubectl }: Session, { namespace, name }: PlannedGateway, port: number) {
  const services = await kubectl.get(['services', '-n', namespace, '--selector', `${GATEWAY_NAME}=${name}`]);
  const service = services[0]?.metadata.name;
  if (service === undefined) return undefined;
  return PortForward.open(kubectl.context, ['-n', namespace, `service/${service}`], port).catch(() => undefined);
}

const answers = ({ host, port }: Pick<Address, 'host' | 'port'>): Promise<boolean> =>
  new Promise(resolve => {
    const socket = connect({ host, port, timeout: CONNECT_MS });
    const end = (open: boolean) => () => {
      socket.destroy();
      resolve(open);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
