import type { KubeObject } from '../../../lib/core/object-index';
import type { ResolvedMesh } from '../../../lib/mesh/spec';
import { findCondition, type LiveObject } from '../kubectl/live-object';
import { objectsOf } from '../plan/plan';
import type { LiveCluster } from './live-cluster';

export const MODE = 'istio.io/dataplane-mode';
/** istio-cni's mark on a pod whose traffic goes through ztunnel. */
export const REDIRECTED = 'ambient.istio.io/redirection';

/** Namespaces that the topology puts into the mesh. */
export const meshNamespaces = (objects: readonly KubeObject[]): string[] =>
  objectsOf(objects, 'Namespace')
    .filter(({ metadata }) => metadata.labels?.[MODE] === 'ambient')
    .map(({ metadata }) => metadata.name);

/** Ready pods that are to be in the mesh: those of its namespaces that do not stay out by a label of their own. */
export async function memberPods(live: LiveCluster, objects: readonly KubeObject[]): Promise<LiveObject[]> {
  const namespaces = meshNamespaces(objects);
  const pods = await live.all('pods');
  return pods.filter(
    ({ metadata, spec, status }) =>
      namespaces.includes(metadata.namespace ?? '') &&
      metadata.deletionTimestamp === undefined &&
      metadata.labels?.[MODE] !== 'none' &&
      spec.hostNetwork !== true &&
      findCondition(status?.conditions, 'Ready')?.status === 'True',
  );
}

/** Running pods of a part of the mesh, by the label that its chart gives them. */
export async function componentPods(
  live: LiveCluster,
  app: 'ztunnel' | 'istiod' | 'istio-cni-node',
): Promise<LiveObject[]> {
  const pods = await live.all('pods');
  const label = app === 'istio-cni-node' ? 'k8s-app' : 'app';
  return pods.filter(
    ({ metadata, status }) =>
      metadata.labels?.[label] === app && metadata.deletionTimestamp === undefined && status?.phase === 'Running',
  );
}

/** The first part of every identity of a mesh. */
export const trustDomainOf = ({ meshConfig }: Pick<ResolvedMesh, 'meshConfig'>): string =>
  meshConfig.trustDomain ?? 'cluster.local';

/** SPIFFE identity of a pod. */
export function identityOf({ metadata, spec }: LiveObject, trustDomain: string): string {
  return `spiffe://${trustDomain}/ns/${metadata.namespace}/sa/${spec.serviceAccountName ?? 'default'}`;
}
