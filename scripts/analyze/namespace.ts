import { groupOf, type IndexedObject, type KubeObject } from '../../lib/core/object-index';
import { CLUSTER_WIDE, CUSTOM_RESOURCE_DEFINITION, kindId } from '../../lib/rules/model/kinds';

/** Kinds without a namespace that no rule reads. */
const ALSO_CLUSTER_WIDE: ReadonlySet<string> = new Set([
  'Node',
  'PersistentVolume',
  kindId('apiregistration.k8s.io', 'APIService'),
  kindId('admissionregistration.k8s.io', 'ValidatingAdmissionPolicy'),
  kindId('admissionregistration.k8s.io', 'ValidatingAdmissionPolicyBinding'),
  kindId('certificates.k8s.io', 'CertificateSigningRequest'),
  kindId('flowcontrol.apiserver.k8s.io', 'FlowSchema'),
  kindId('flowcontrol.apiserver.k8s.io', 'PriorityLevelConfiguration'),
  kindId('networking.k8s.io', 'IngressClass'),
  kindId('node.k8s.io', 'RuntimeClass'),
  kindId('storage.k8s.io', 'CSIDriver'),
  kindId('storage.k8s.io', 'StorageClass'),
]);

/**
 * The objects as `kubectl apply --namespace` takes them: those that have a namespace and name none are in it. Custom
 * kinds are cluster-wide where a definition among the objects says so.
 */
export function inNamespace(objects: readonly IndexedObject[], namespace: string): IndexedObject[] {
  const defined = new Set(objects.flatMap(({ object }) => definedClusterWide(object)));
  return objects.map(indexed => {
    const { apiVersion, kind, metadata }: Partial<KubeObject> = indexed.object;
    if (typeof apiVersion !== 'string' || typeof kind !== 'string' || metadata?.namespace) return indexed;
    const id = kindId(groupOf(apiVersion), kind);
    if (CLUSTER_WIDE.has(id) || ALSO_CLUSTER_WIDE.has(id) || defined.has(id)) return indexed;
    if (typeof metadata !== 'object' || metadata === null) return indexed;
    return { ...indexed, object: { ...indexed.object, metadata: { ...metadata, namespace } } };
  });
}

/** The kind of a definition that is for the whole cluster. */
function definedClusterWide({ apiVersion, kind, spec }: Partial<KubeObject>): string[] {
  if (typeof apiVersion !== 'string' || kindId(groupOf(apiVersion), String(kind)) !== CUSTOM_RESOURCE_DEFINITION)
    return [];
  return spec?.scope === 'Cluster' ? [kindId(String(spec.group), String(spec.names?.kind))] : [];
}
