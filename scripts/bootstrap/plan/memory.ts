import { parse } from 'yaml';
import type { KubeObject } from '../../../lib/core/object-index';
import { amountOf } from '../../../lib/mesh/checks/quantity-checks';
import type { ResolvedMesh } from '../../../lib/mesh/spec';
import { gatewaysOf, type PlannedGateway } from './gateways';
import { objectsOf } from './plan';

/** What the system pods of a kind node take. @see https://kind.sigs.k8s.io/docs/user/quick-start/#settings-for-docker-desktop */
const NODE_BYTES = 2 ** 30;

interface PodSpec {
  readonly containers?: readonly { readonly resources?: { readonly requests?: { readonly memory?: string } } }[];
}

/** Bytes of memory that the pods of a topology ask for, with those that istiod makes for its Gateways, on kind. */
export function memoryNeeded(objects: readonly KubeObject[], mesh: Pick<ResolvedMesh, 'proxy'>, nodes: number): number {
  const deployments = ['Deployment', 'StatefulSet'].flatMap(kind => objectsOf(objects, kind, 'apps'));
  const daemonSets = objectsOf(objects, 'DaemonSet', 'apps');
  const proxy = amountOf(mesh.proxy.resources.requests?.memory ?? '') ?? 0;
  return sum([
    nodes * NODE_BYTES,
    ...deployments.map(({ spec }) => (spec.replicas ?? 1) * requested(spec.template.spec)),
    ...daemonSets.map(({ spec }) => nodes * requested(spec.template.spec)),
    ...gatewaysOf(objects).map(gateway => replicasOf(gateway) * proxy),
  ]);
}

function requested({ containers = [] }: PodSpec): number {
  return sum(containers.map(({ resources }) => amountOf(resources?.requests?.memory ?? '') ?? 0));
}

function replicasOf({ parameters }: PlannedGateway): number {
  const overlay = parameters.deployment === undefined ? {} : (parse(parameters.deployment) ?? {});
  return overlay.spec?.replicas ?? 1;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
