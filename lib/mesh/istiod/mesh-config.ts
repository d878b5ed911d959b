import { toConfigText } from '../config-text';
import type { Manifest } from '../manifest';
import { discoveryAddress, revisionLabel, revisionSuffix } from '../names';
import type { ResolvedMesh } from '../spec';
import { mergedOver } from '../spec/with-defaults';

type Json = Readonly<Record<string, unknown>>;

/** What every mesh starts from, before the `meshConfig` prop. */
function toBaseConfig(mesh: ResolvedMesh): Json {
  const { meshConfig, meshId, istiod, namespace, variant } = mesh;
  const reports = istiod.telemetryEnabled && meshConfig.defaultProviders === undefined;
  return {
    trustDomain: 'cluster.local',
    rootNamespace: namespace,
    enablePrometheusMerge: true,
    ...(reports ? { defaultProviders: { metrics: ['prometheus'] } } : {}),
    serviceScopeConfigs: [
      {
        servicesSelector: { matchExpressions: [{ key: 'istio.io/global', operator: 'In', values: ['true'] }] },
        scope: 'GLOBAL',
      },
    ],
    defaultConfig: {
      ...(meshId === '' ? {} : { meshId }),
      ...(variant === '' ? {} : { image: { imageType: variant } }),
      discoveryAddress: discoveryAddress(mesh),
      proxyMetadata: { ISTIO_META_ENABLE_HBONE: 'true' },
    },
  };
}

/** The whole mesh configuration. */
const toMeshConfig = (mesh: ResolvedMesh): Json => mergedOver(toBaseConfig(mesh), mesh.meshConfig);

/** The ConfigMap that istiod reads, and watches, as the mesh's configuration. */
export function toMeshConfigMap(mesh: ResolvedMesh): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `istio${revisionSuffix(mesh)}`,
      namespace: mesh.namespace,
      labels: { 'app.kubernetes.io/name': 'istiod', 'istio.io/rev': revisionLabel(mesh) },
    },
    data: { mesh: toConfigText(toMeshConfig(mesh)), meshNetworks: toConfigText({ networks: mesh.meshNetworks }) },
  };
}
