import { type Manifest, unlessEmpty } from '../manifest';
import type { ResolvedMesh } from '../spec';
import type { Labels } from '../spec/pod';

/** On ztunnel's pods, whatever its objects are called. */
export const APP_LABELS: Labels = { app: 'ztunnel', 'app.kubernetes.io/name': 'ztunnel' };

/** The revision that ztunnel connects to, where it is not the default. */
export const revisionAnnotation = (mesh: ResolvedMesh): Labels =>
  mesh.revision === '' ? {} : { 'istio.io/rev': mesh.revision };

/** Annotations of ztunnel's objects. */
export const ztunnelAnnotations = (mesh: ResolvedMesh): Labels | undefined =>
  unlessEmpty({ ...mesh.ztunnel.annotations, ...revisionAnnotation(mesh) });

/** Metadata of ztunnel's DaemonSet and account. */
export const ztunnelMetadata = (mesh: ResolvedMesh): Manifest['metadata'] => ({
  name: mesh.ztunnel.resourceName,
  namespace: mesh.ztunnel.namespace,
  labels: { 'app.kubernetes.io/name': 'ztunnel', ...mesh.ztunnel.labels },
  annotations: ztunnelAnnotations(mesh),
});
