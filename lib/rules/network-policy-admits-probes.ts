import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { at, type Fields, objectsOf, textsOf } from './model/fields';
import { modelOf } from './model/model';
import { admitsPort, enclosures, portsOf } from './model/network-policies';
import { isCaptured, type Workload } from './model/workloads';

/** The address that istio-cni gives the kubelet's probes, as a number. */
const PROBER = toNumber('169.254.7.127') as number;

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];

/** Whoever calls by kubelet's probes calls from one address in the mesh. */
export const networkPolicyAdmitsProbes: Rule = {
  id: 'AMB812',
  doc: 'NetworkPolicies let in the kubelet’s probes, which in the mesh come from 169.254.7.127',
  why: 'where the network does not know them for the kubelet’s, the probes fail and the pods are restarted for ever',
  see: ['https://istio.io/latest/docs/ambient/usage/networkpolicy/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const [pods, { policies, rules }] of enclosures(index, 'ingress')) {
      if (!('stored' in pods) || !isCaptured(cluster, pods)) continue;
      const open = rules.filter(admitsProber);
      const shut = probedPorts(pods).filter(port => !open.some(rule => admitsPort(rule, port, pods.containers)));
      if (shut.length === 0) continue;
      yield fault(
        policies[0] ?? pods.stored,
        `${listed(policies.map(describe))} over the pods of ${describe(pods.stored)}, which are in the mesh, without the probes of port ${listed(shut)}`,
        'an ingress rule from ipBlock 169.254.7.127/32, and from fd16:9254:7127:1337:ffff:ffff:ffff:ffff/128 with IPv6',
        'add an ingress rule with that ipBlock',
      );
    }
  },
};

/** The ports that the kubelet calls, by number. */
function probedPorts(workload: Workload): number[] {
  const ports = workload.containers.flatMap(container =>
    PROBES.flatMap(probe => {
      const stated = ['httpGet', 'tcpSocket', 'grpc'].map(how => at(container[probe], how, 'port'));
      const named = (name: unknown) => portsOf([container]).find(each => each.name === name)?.containerPort;
      return stated
        .map(port => (typeof port === 'string' ? named(port) : port))
        .filter(port => typeof port === 'number');
    }),
  );
  return [...new Set(ports)];
}

/** Whether a rule is for the address of the probes; one without peers is for every address. */
function admitsProber({ from }: Fields): boolean {
  const peers = objectsOf(from);
  if (peers.length === 0) return true;
  return peers.some(({ ipBlock }) => {
    const excepted = textsOf(at(ipBlock, 'except'));
    return holdsProber(at(ipBlock, 'cidr')) && !excepted.some(holdsProber);
  });
}

function holdsProber(cidr: unknown): boolean {
  const [address = '', bits = '32'] = typeof cidr === 'string' ? cidr.split('/') : [];
  const base = toNumber(address);
  const size = 2 ** (32 - Number(bits));
  return base !== undefined && Math.floor(base / size) === Math.floor(PROBER / size);
}

function toNumber(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  if (parts.length !== 4 || parts.some(Number.isNaN)) return undefined;
  return parts.reduce((whole, part) => whole * 256 + part, 0);
}
