import type { NamespaceProps } from '../mesh/namespace';
import { type Istiods, type RevisionProps, resolveRevision } from '../mesh/revisions';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from '../mesh/spec';
import type { SeccompProfile } from '../mesh/spec/pod';
import { mergedOver } from '../mesh/spec/with-defaults';
import type { Delivery } from './delivery';
import { findDiscoveryLabels } from './discovery-labels';

const RUNTIME_DEFAULT: SeccompProfile = { type: 'RuntimeDefault' };

/** The classes that istiod deploys in every mesh. */
const CLASSES = ['istio', 'istio-waypoint'];

/** What a class says of its pods where `gateways` cannot: Sail has no field for it. */
const SAFE_CLASS = {
  deployment: { spec: { template: { spec: { securityContext: { seccompProfile: RUNTIME_DEFAULT } } } } },
};

/** The mesh, and the istiods beside its own, with the seccomp profiles that Pod Security `restricted` asks for. */
export function resolveSafeMesh(
  props: AmbientMeshProps = {},
  delivery: Delivery = 'manifests',
  revisions: readonly RevisionProps[] = [],
): Istiods {
  const safe = toSafeProps(props, delivery);
  const mesh = resolveMesh(safe);
  return { mesh, revisions: revisions.map(own => resolveRevision(mesh, safe, own)) };
}

/** Profiles where none are given. */
function toSafeProps(props: AmbientMeshProps, delivery: Delivery): AmbientMeshProps {
  const istiod = { ...props.istiod, seccompProfile: props.istiod?.seccompProfile ?? RUNTIME_DEFAULT };
  if (delivery === 'sail' && props.gateways?.seccompProfile === undefined) {
    const safe = Object.fromEntries(CLASSES.map(name => [name, SAFE_CLASS]));
    return { ...props, istiod, gatewayClasses: mergedOver(safe, props.gatewayClasses ?? {}) as never };
  }
  const gateways = { ...props.gateways, seccompProfile: props.gateways?.seccompProfile ?? RUNTIME_DEFAULT };
  return { ...props, istiod, gateways };
}

/** The namespaces of the mesh's own components; privileged where pods of istio-cni and ztunnel live. */
export function toMeshNamespaces(mesh: ResolvedMesh): NamespaceProps[] {
  const privileged = [mesh.cni.namespace, mesh.ztunnel.namespace];
  return [...new Set([mesh.namespace, ...privileged])].map(name => ({
    name,
    mesh: 'none',
    podSecurity: privileged.includes(name) ? 'privileged' : 'restricted',
    labels: findDiscoveryLabels(mesh.meshConfig.discoverySelectors ?? []),
  }));
}

/** The labels of every namespace in the mesh: by which it chooses this control plane, and by which istiod finds it. */
export const toMeshLabels = (mesh: ResolvedMesh): Record<string, string> => ({
  ...toRevisionLabels(mesh),
  ...findDiscoveryLabels(mesh.meshConfig.discoverySelectors ?? []),
});

/**
 * The labels by which namespaces choose this control plane: none where it serves those that choose none.
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 */
function toRevisionLabels({ revision, revisionTags }: ResolvedMesh): Record<string, string> {
  const servesAll = revision === '' || revision === 'default' || revisionTags.includes('default');
  return servesAll ? {} : { 'istio.io/rev': revision };
}
