import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import type { Labels } from '../spec/pod';

const UNITS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/**
 * What a quantity amounts to; undefined for what Kubernetes does not take as one, and for a zero before other digits:
 * the charts do not quote quantities, and YAML reads `010` as eight.
 */
export function amountOf(quantity: string): number | undefined {
  const [, digits, unit] = /^((?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i|)$/.exec(quantity) ?? [];
  return digits === undefined ? undefined : Number(digits) * UNITS[unit];
}

type Consumer = 'istiod' | 'cni' | 'ztunnel' | 'proxy' | 'waypoint';

/** All quantities of a component, by the prop that sets them. */
function quantities(mesh: ResolvedMesh, consumer: Consumer): [string, string][] {
  const { requests = {}, limits = {} } = mesh[consumer].resources;
  return Object.entries({ requests, limits }).flatMap(([bound, values]) =>
    Object.entries(values).map(([name, value]): [string, string] => [`${consumer}.resources.${bound}.${name}`, value]),
  );
}

const malformed = (mesh: ResolvedMesh, consumer: Consumer) =>
  quantities(mesh, consumer).filter(([, value]) => amountOf(value) === undefined);

/** Resources whose request is above the limit. */
function excessive(mesh: ResolvedMesh, consumer: Consumer): string[] {
  const { requests = {}, limits = {} } = mesh[consumer].resources;
  const limitOf = (name: string) => amountOf((limits as Labels)[name] ?? '');
  return Object.entries(requests)
    .filter(([name, value]) => (amountOf(value) ?? 0) > (limitOf(name) ?? Number.POSITIVE_INFINITY))
    .map(([name, value]) => `${name} ${value} above ${(limits as Labels)[name]}`);
}

const shown = (entries: readonly [string, string][]) =>
  entries.map(([prop, value]) => `${prop} ${JSON.stringify(value)}`).join(', ');

/** Whether a component's resources are quantities, and its requests within its limits. */
export const resourceChecks = (consumer: Consumer): readonly Check<ResolvedMesh>[] => [
  {
    id: 'AMB134',
    when: mesh => malformed(mesh, consumer).length > 0,
    found: mesh => shown(malformed(mesh, consumer)),
    expected: 'a Kubernetes quantity',
    cure: 'write CPU as in 100m or 2, memory as in 128Mi or 1Gi',
  },
  {
    id: 'AMB135',
    when: mesh => excessive(mesh, consumer).length > 0,
    found: mesh => `${consumer}.resources requesting ${excessive(mesh, consumer).join(', ')}`,
    expected: 'requests within the limits; what is not set keeps its default',
    cure: 'raise the limit, lower the request, or take the limit away with null',
  },
];
