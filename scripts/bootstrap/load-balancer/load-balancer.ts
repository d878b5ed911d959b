import type { Engine } from '../kind/engine';
import type { UpOptions } from '../options';
import { gatewaysOf, type PlannedGateway } from '../plan/gateways';
import type { Plan } from '../plan/plan';
import { isFree } from '../preflight/host';
import { problem } from '../problems';
import type { Session } from '../session';
import { GATEWAY_NAME } from '../wait/gateways';
import { ensureBackground } from './background';
import { kindPool } from './pool';

export { needsLoadBalancer } from './pool';

/** The variable in which a topology finds the addresses that MetalLB may give. */
export const POOL_VARIABLE = 'METALLB_POOL';

/** Sees to it that Services of type LoadBalancer get addresses on kind. @returns variables for the topology */
export async function provideLoadBalancer(
  session: Session,
  { loadBalancer }: UpOptions,
  engine: Engine,
): Promise<Readonly<Record<string, string>>> {
  if (loadBalancer === 'metallb') {
    const pool = session.env[POOL_VARIABLE] || (session.dryRun ? '' : await kindPool(session, engine));
    session.report.line(`   MetalLB may give ${pool || 'a range of the kind network'}`);
    return pool === '' ? {} : { [POOL_VARIABLE]: pool };
  }
  if (loadBalancer === 'cloud-provider-kind') {
    const found = await session.run({ tool: 'cloud-provider-kind', args: ['--help'], timeoutMs: 15_000 });
    if (found.code === 127) {
      throw problem(
        'AMB933',
        'cloud-provider-kind is not installed',
        'go install sigs.k8s.io/cloud-provider-kind@latest, or use MetalLB',
      );
    }
    // its own Gateway controller would claim what belongs to istiod
    ensureBackground(session, {
      name: 'cloud-provider-kind',
      tool: 'cloud-provider-kind',
      args: ['--gateway-channel', 'disabled'],
    });
  }
  return {};
}

/** Local ports from here on stand for ports below 1024, which only root may open. */
const UNPRIVILEGED = 8000;

/** Where the host cannot reach the network of containers, ports of this host lead to the Gateways. */
export async function forwardPorts(session: Session, { objects }: Plan, platform = process.platform): Promise<void> {
  const gateways = gatewaysOf(objects).filter(({ service }) => service.type === 'LoadBalancer');
  if (platform !== 'darwin' || gateways.length === 0) return;
  session.report.line('   this host cannot reach the network of containers: ports of its own lead to the gateways');
  const services = await session.kubectl.get(['services', '--all-namespaces', '--selector', GATEWAY_NAME]);
  for (const gateway of gateways) {
    const service = services.find(
      ({ metadata }) => metadata.namespace === gateway.namespace && metadata.labels?.[GATEWAY_NAME] === gateway.name,
    );
    if (service === undefined) continue;
    const pairs = await pairsFor(gateway);
    const target = ['-n', gateway.namespace, 'port-forward', `service/${service.metadata.name}`, ...pairs];
    const args = ['--context', session.kubectl.context, ...target];
    ensureBackground(session, { name: `port-forward-${gateway.namespace}-${gateway.name}`, tool: 'kubectl', args });
  }
}

async function pairsFor({ object }: PlannedGateway): Promise<string[]> {
  const ports = [...new Set((object.spec.listeners as { port: number }[]).map(({ port }) => port))];
  const pairs: string[] = [];
  for (const port of ports) {
    let local = port < 1024 ? UNPRIVILEGED + port : port;
    while (!(await isFree(local))) local++;
    pairs.push(`${local}:${port}`);
  }
  return pairs;
}
