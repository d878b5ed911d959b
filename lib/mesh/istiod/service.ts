import { type Manifest, type Manifests, unlessEmpty } from '../manifest';
import { istiodLabels, istiodName, istiodSelector } from '../names';
import type { ResolvedMesh } from '../spec';

const PORTS = [
  { name: 'grpc-xds', port: 15010, protocol: 'TCP' },
  { name: 'https-dns', port: 15012, protocol: 'TCP' },
  { name: 'https-webhook', port: 443, targetPort: 15017, protocol: 'TCP' },
  { name: 'http-monitoring', port: 15014, protocol: 'TCP' },
];

/** A Service over this istiod's pods. */
function toServiceNamed(name: string, mesh: ResolvedMesh, labels: Record<string, string>): Manifest {
  const { istiod } = mesh;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: {
      name,
      namespace: mesh.namespace,
      labels: { ...istiodLabels(mesh), ...labels },
      annotations: unlessEmpty(istiod.serviceAnnotations),
    },
    spec: {
      ports: PORTS,
      selector: istiodSelector(mesh),
      ipFamilyPolicy: istiod.ipFamilyPolicy,
      ipFamilies: unlessEmpty(istiod.ipFamilies),
    },
  };
}

/** Where proxies and the API server find istiod. */
export function toService(mesh: ResolvedMesh): Manifest {
  const service = toServiceNamed(istiodName(mesh), mesh, {});
  return { ...service, spec: { ...(service.spec as object), trafficDistribution: mesh.istiod.trafficDistribution } };
}

/** One more Service for each tag; proxies that chose the tag connect to it. */
export function toRevisionTagServices(mesh: ResolvedMesh): Manifests {
  return Object.fromEntries(
    mesh.revisionTags.map(tag => [
      `RevisionTag-${tag}`,
      toServiceNamed(`istiod-revision-tag-${tag}`, mesh, { 'istio.io/tag': tag }),
    ]),
  );
}
