import type { KubeObject } from '../../../lib/core/object-index';
import { groupKindOf } from '../apply-set/apply-set';
import { GATEWAY_API } from '../plan/gateways';
import type { Plan } from '../plan/plan';

/** Who installs the mesh of a topology. */
export type Delivery = 'manifests' | 'flux' | 'sail';

/** How the mesh of a topology reaches the cluster, told by what is in it. */
export function deliveryOf(objects: readonly KubeObject[]): Delivery {
  const kinds = new Set(objects.map(groupKindOf));
  if (kinds.has('Istio.sailoperator.io')) return 'sail';
  if (kinds.has('HelmRelease.helm.toolkit.fluxcd.io')) return 'flux';
  return 'manifests';
}

/** Sets of definitions that a delivery leaves to the bootstrap; the rest comes with what it delivers. */
const LEFT_TO_US: Readonly<Record<Delivery, { readonly gatewayApi: boolean; readonly istio: boolean }>> = {
  manifests: { gatewayApi: true, istio: true },
  flux: { gatewayApi: false, istio: false }, // the `base` release and a Flux source
  sail: { gatewayApi: true, istio: false }, // the operator
};

/** Sets of the lock that are to be applied before the topology, without those that its own objects define. */
export function setsNeeded({ mesh, objects }: Pick<Plan, 'mesh' | 'objects'>): string[] {
  const { gatewayApi, istio } = LEFT_TO_US[deliveryOf(objects)];
  const own = objects.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ spec }) => spec.group as string);
  const bundle = `gateway-api/v${mesh.row.gatewayApi}`;
  const experimental = objects.some(({ kind, apiVersion }) => kind === 'TLSRoute' && apiVersion.endsWith('/v1alpha2'));
  return [
    ...(gatewayApi && !own.includes(GATEWAY_API) ? [bundle] : []),
    ...(gatewayApi && !own.includes(GATEWAY_API) && experimental ? [`${bundle}-experimental`] : []),
    ...(istio && !own.includes('networking.istio.io') ? [`istio/${mesh.row.referenced}`] : []),
  ];
}
