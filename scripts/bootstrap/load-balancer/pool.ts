import type { Engine } from '../kind/engine';
import { gatewaysOf } from '../plan/gateways';
import type { Plan } from '../plan/plan';
import { problem } from '../problems';
import type { Session } from '../session';

/** Whether something in a topology waits for an address from a load balancer. */
export function needsLoadBalancer({ objects }: Pick<Plan, 'objects'>): boolean {
  return (
    gatewaysOf(objects).some(({ service }) => service.type === 'LoadBalancer') ||
    objects.some(({ kind, spec }) => kind === 'Service' && spec?.type === 'LoadBalancer')
  );
}

/** Addresses of kind's own network that no container gets: fifty at its upper end, as MetalLB writes a range. */
export async function kindPool({ run }: Session, engine: Engine): Promise<string> {
  const { code, stdout, stderr } = await run({ tool: engine, args: ['network', 'inspect', 'kind'], timeoutMs: 30_000 });
  if (code !== 0)
    throw problem('AMB932', `${engine} network inspect kind failed: ${stderr.trim()}`, 'set METALLB_POOL yourself');
  const subnet = subnetsOf(stdout).find(text => /^\d+\.\d+\.\d+\.\d+\/\d+$/.test(text));
  if (subnet === undefined) throw problem('AMB932', 'the kind network has no IPv4 subnet', 'set METALLB_POOL yourself');
  return upperEnd(subnet);
}

/** Docker and nerdctl put them under IPAM, podman under subnets. */
function subnetsOf(text: string): string[] {
  const [network] = JSON.parse(text || '[]') as {
    IPAM?: { Config?: { Subnet?: string }[] };
    subnets?: { subnet: string }[];
  }[];
  return [
    ...(network?.IPAM?.Config ?? []).flatMap(({ Subnet }) => Subnet ?? []),
    ...(network?.subnets ?? []).map(({ subnet }) => subnet),
  ];
}

const LAST = 5;
const COUNT = 50;

/** The fifty addresses below the last few of a subnet: `172.18.0.0/16` gives `172.18.255.201-172.18.255.250`. */
export function upperEnd(subnet: string): string {
  const [address, bits] = subnet.split('/');
  const first = address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
  const size = 2 ** (32 - Number(bits));
  if (size < 4 * COUNT)
    throw problem('AMB932', `the kind network ${subnet} is too small for a range`, 'set METALLB_POOL yourself');
  const broadcast = first - (first % size) + size - 1;
  return `${dotted(broadcast - LAST - COUNT + 1)}-${dotted(broadcast - LAST)}`;
}

const dotted = (address: number): string =>
  [24, 16, 8, 0].map(shift => Math.floor(address / 2 ** shift) % 256).join('.');
