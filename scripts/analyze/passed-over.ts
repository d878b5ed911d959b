import { groupOf, type IndexedObject, type KubeObject } from '../../lib/core/object-index';

/** Groups of what tools are configured with: it lies beside manifests in the shape of one, and no cluster serves it. */
const OF_TOOLS: ReadonlySet<string> = new Set(['kustomize.config.k8s.io', 'kind.x-k8s.io', 'install.istio.io']);

/**
 * Whether a document of a folder is for a cluster. What has a name is taken for a manifest even if its kind was forgotten;
 * values and charts of Helm, packages and compositions have neither.
 */
export function isForCluster({ object }: IndexedObject): boolean {
  const { apiVersion, kind, metadata }: Partial<KubeObject> = object;
  if (typeof apiVersion === 'string' && OF_TOOLS.has(groupOf(apiVersion))) return false;
  return (Boolean(apiVersion) && Boolean(kind)) || typeof metadata?.name === 'string';
}

/** One line that counts and names what was passed over; empty if nothing was. */
export function toRemark(places: readonly string[]): string {
  if (places.length === 0) return '';
  const documents =
    places.length === 1 ? '1 document that is no manifest' : `${places.length} documents that are no manifests`;
  return `passed over ${documents}: ${places.join(', ')}\n`;
}
