import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { at, type Fields, objectsOf, selectorIn, textsOf } from './fields';
import { type GatewayPods, gatewayPods } from './gateway-pods';
import { kindId } from './kinds';
import { LabelIndex } from './label-index';
import { modelOf } from './model';
import { type Workload, workloadsOf } from './workloads';

export type Direction = 'ingress' | 'egress';

/** The NetworkPolicies that choose pods, in one direction; pods without any are open. */
export interface Enclosure {
  readonly policies: readonly Stored[];
  /** What they let through together. */
  readonly rules: readonly Fields[];
}

type Pods = Workload | GatewayPods;
type Enclosures = ReadonlyMap<Pods, Enclosure>;

const NETWORK_POLICY = kindId('networking.k8s.io', 'NetworkPolicy');
const known = new WeakMap<ObjectIndex, Readonly<Record<Direction, Enclosures>>>();

/**
 * What NetworkPolicies leave open of every workload, and of every Gateway's pods, that any of them chooses.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/#the-two-sorts-of-pod-isolation
 */
export function enclosures(index: ObjectIndex, direction: Direction): Enclosures {
  const read = known.get(index) ?? { ingress: enclose(index, 'ingress'), egress: enclose(index, 'egress') };
  known.set(index, read);
  return read[direction];
}

function enclose(index: ObjectIndex, direction: Direction): Enclosures {
  const found = new Map<Pods, { policies: Stored[]; rules: Fields[] }>();
  const gateways = new LabelIndex(gatewayPods(index));
  for (const policy of modelOf(index).cluster.ofKind(NETWORK_POLICY)) {
    if (!directionsOf(policy).has(direction)) continue;
    const selector = selectorIn(at(policy.object, 'spec', 'podSelector'));
    const rules = objectsOf(at(policy.object, 'spec', direction));
    const chosen = [workloadsOf(index).index, gateways].flatMap<Pods>(pods => pods.select(policy.namespace, selector));
    for (const pods of chosen) {
      const enclosure = found.get(pods) ?? { policies: [], rules: [] };
      enclosure.policies.push(policy);
      enclosure.rules.push(...rules);
      found.set(pods, enclosure);
    }
  }
  return found;
}

/** Without `policyTypes` a policy is for what comes in, and for what goes out only if it says something of that. */
function directionsOf({ object }: Stored): ReadonlySet<string> {
  const stated = at(object, 'spec', 'policyTypes');
  if (stated !== undefined) return new Set(textsOf(stated).map(type => type.toLowerCase()));
  return new Set(at(object, 'spec', 'egress') === undefined ? ['ingress'] : ['ingress', 'egress']);
}

/** Whether a rule lets a TCP port through, from or to anyone at all; a named port is looked for in the containers. */
export function admitsPort({ ports }: Fields, port: number, containers: readonly Fields[] = []): boolean {
  const stated = objectsOf(ports);
  return stated.length === 0 || stated.some(each => isPort(each, port, containers));
}

function isPort({ protocol = 'TCP', port, endPort }: Fields, wanted: number, containers: readonly Fields[]): boolean {
  if (protocol !== 'TCP') return false;
  if (port === undefined) return true;
  if (typeof port === 'string')
    return portsOf(containers).some(each => each.name === port && each.containerPort === wanted);
  return typeof endPort === 'number' ? Number(port) <= wanted && wanted <= endPort : port === wanted;
}

/** The ports that containers state. */
export const portsOf = (containers: readonly Fields[]): readonly Fields[] =>
  containers.flatMap(({ ports }) => objectsOf(ports));
