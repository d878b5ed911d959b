import { type ResolvedMesh, resolveMesh } from './spec';

/** Who a pod is in the mesh: its ServiceAccount. Apps, gateways and waypoints have one. */
export interface Identity {
  /** metadata.namespace of the ServiceAccount. */
  readonly namespace: string;

  /** metadata.name of the ServiceAccount. */
  readonly serviceAccountName: string;
}

/** Pods that a policy can be about, by their labels. */
export interface Workload extends Identity {
  /** Labels that these pods have and no others of the namespace. */
  readonly labels: Readonly<Record<string, string>>;
}

let unchanged: ResolvedMesh | undefined;

/** The mesh that a construct without the prop `mesh` takes: one without options. */
export function meshOrDefault(mesh: ResolvedMesh | undefined): ResolvedMesh {
  unchanged ??= resolveMesh();
  return mesh ?? unchanged;
}

/** The name under which workloads of the mesh prove who they are. */
function trustDomainOf({ meshConfig }: Pick<ResolvedMesh, 'meshConfig'>): string {
  return meshConfig.trustDomain ?? 'cluster.local';
}

/** The namespace whose policies hold for the whole mesh. */
export function rootNamespaceOf({ meshConfig, namespace }: Pick<ResolvedMesh, 'meshConfig' | 'namespace'>): string {
  return meshConfig.rootNamespace ?? namespace;
}

/**
 * An identity as AuthorizationPolicies name it.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Source
 */
export function toPrincipal({ namespace, serviceAccountName }: Identity, mesh?: ResolvedMesh): string {
  return `${trustDomainOf(meshOrDefault(mesh))}/ns/${namespace}/sa/${serviceAccountName}`;
}
