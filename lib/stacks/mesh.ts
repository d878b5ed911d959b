import { Base } from '../mesh/base/base';
import { IstioCni } from '../mesh/cni/istio-cni';
import { Istiod } from '../mesh/istiod/istiod';
import type { NamespaceProps } from '../mesh/namespace';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from '../mesh/spec';
import type { SeccompProfile } from '../mesh/spec/pod';
import { Ztunnel } from '../mesh/ztunnel/ztunnel';
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

/** The charts of the mesh in the order in which each finds what it needs: istio-cni before istiod and ztunnel. */
export function addMesh(stage: Stage, mesh: ResolvedMesh): void {
  new Base(stage.chart('istio-base'), 'Base', mesh); // accounts and the webhook of the default revision
  new IstioCni(stage.chart('istio-cni'), 'IstioCni', mesh); // puts pods into the mesh on every node
  new Istiod(stage.chart('istiod'), 'Istiod', mesh); // control plane
  new Ztunnel(stage.chart('ztunnel'), 'Ztunnel', mesh); // carries the traffic of every node
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
