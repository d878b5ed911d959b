import type { Manifest } from '../manifest';
import { namespaceOf } from './sidecars';

const groupOf = ({ object }: Manifest) => String(object.apiVersion).split('/')[0];

const isIstiod = ({ object }: Manifest) =>
  object.kind === 'Deployment' && object.metadata.labels?.app === 'istiod' && object.metadata.namespace !== undefined;

/**
 * The namespace whose policies hold for the whole mesh: that of istiod where it is among the manifests.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig-root_namespace
 */
export function rootNamespace(manifests: readonly Manifest[]): string {
  const istiod = manifests.find(isIstiod);
  return istiod === undefined ? 'istio-system' : namespaceOf(istiod);
}

/** The hosts that a VirtualService or a DestinationRule is about; undefined for other kinds. */
function hostsOf(manifest: Manifest): readonly string[] | undefined {
  if (groupOf(manifest) !== 'networking.istio.io') return undefined;
  const { kind, spec = {} } = manifest.object;
  if (kind === 'VirtualService') return spec.hosts ?? [];
  return kind === 'DestinationRule' ? [spec.host ?? ''] : undefined;
}

/** A short name is of the namespace of the object; a long one says its own. */
const namespaceOfHost = (host: string, own: string) => host.split('.')[1] ?? own;

/** What is about a namespace: what is in it, and what is elsewhere about hosts of it. */
export function reaches(manifest: Manifest, namespace: string): boolean {
  const own = namespaceOf(manifest);
  const hosts = hostsOf(manifest);
  return own === namespace || (hosts ?? []).some(host => namespaceOfHost(host, own) === namespace);
}

/** What the root namespace says of every pod of the mesh. */
export function holdsEverywhere(manifest: Manifest, root: string): boolean {
  return namespaceOf(manifest) === root && /\.istio\.io$/.test(groupOf(manifest)) && hostsOf(manifest) === undefined;
}
