import { COMPONENTS } from '../mesh/ambient-mesh';
import type { NamespaceProps } from '../mesh/namespace';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from '../mesh/spec';
import type { SeccompProfile } from '../mesh/spec/pod';
import type { Stage } from './stage';

const RUNTIME_DEFAULT: SeccompProfile = { type: 'RuntimeDefault' };

/** The mesh with the seccomp profiles that Pod Security `restricted` asks for, where none are given. */
export function resolveSafeMesh(props: AmbientMeshProps = {}): ResolvedMesh {
  return resolveMesh({
    ...props,
    istiod: { ...props.istiod, seccompProfile: props.istiod?.seccompProfile ?? RUNTIME_DEFAULT },
    gateways: { ...props.gateways, seccompProfile: props.gateways?.seccompProfile ?? RUNTIME_DEFAULT },
  });
}

/** A chart for each component of the mesh, in the order of `AmbientMesh`. */
export function addMesh(stage: Stage, mesh: ResolvedMesh): void {
  for (const [name, Component] of Object.entries(COMPONENTS)) {
    new Component(stage.chart(name), Component.name, mesh);
  }
}

/** The namespaces of the mesh's own components; privileged where pods of istio-cni and ztunnel live. */
export function toMeshNamespaces(mesh: ResolvedMesh): NamespaceProps[] {
  const privileged = [mesh.cni.namespace, mesh.ztunnel.namespace];
  return [...new Set([mesh.namespace, ...privileged])].map(name => ({
    name,
    mesh: 'none',
    podSecurity: privileged.includes(name) ? 'privileged' : 'restricted',
  }));
}

/**
 * The labels by which namespaces choose this control plane: none where it serves those that choose none.
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 */
export function toRevisionLabels({ revision, revisionTags }: ResolvedMesh): Record<string, string> {
  const servesAll = revision === '' || revision === 'default' || revisionTags.includes('default');
  return servesAll ? {} : { 'istio.io/rev': revision };
}
