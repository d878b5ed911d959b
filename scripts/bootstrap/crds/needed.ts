import type { KubeObject } from '../../../lib/core/object-index';
import type { DefinitionsLeft } from '../../../lib/mesh/delivery/definitions';
import { GATEWAY_API } from '../plan/gateways';
import type { Plan } from '../plan/plan';

/** Sets of the lock that are to be applied before the objects, without those that the objects define themselves. */
export function setsNeeded(
  { gatewayApi, istio, row }: Pick<DefinitionsLeft, 'gatewayApi' | 'istio' | 'row'>,
  objects: readonly KubeObject[],
): string[] {
  const own = objects.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ spec }) => spec.group as string);
  const bundle = `gateway-api/v${row.gatewayApi}`;
  const experimental = objects.some(({ kind, apiVersion }) => kind === 'TLSRoute' && apiVersion.endsWith('/v1alpha2'));
  return [
    ...(gatewayApi && !own.includes(GATEWAY_API) ? [bundle] : []),
    ...(gatewayApi && !own.includes(GATEWAY_API) && experimental ? [`${bundle}-experimental`] : []),
    ...(istio && !own.includes('networking.istio.io') ? [`istio/${row.referenced}`] : []),
  ];
}

/** Those that `up` is to bring: whether a platform that is thought to own some really does, the cluster tells. */
export const setsForUp = ({ definitionsLeft: left, objects }: Pick<Plan, 'definitionsLeft' | 'objects'>): string[] =>
  setsNeeded({ ...left, gatewayApi: left.gatewayApi || left.ofPlatform }, objects);
