import { isDeepStrictEqual } from 'node:util';
import { type KubeObject, ObjectIndex } from '../../../lib/core/object-index';
import { toVerdicts, type Verdict } from '../../../lib/rules/model/verdicts';
import type { Applied } from '../templates-program';
import type { ApiClient, ApiObject } from './api-client';
import { CONTROLLER, toClassStatus, toGatewayStatus, toRouteStatus } from './statuses';

const NETWORKING = '/apis/gateway.networking.k8s.io/v1';
const GATEWAY_NAME = 'gateway.networking.k8s.io/gateway-name';
const ROUTES: Readonly<Record<string, string>> = {
  HTTPRoute: 'httproutes',
  GRPCRoute: 'grpcroutes',
  TLSRoute: 'tlsroutes',
};
/** What the verdict on a Gateway or a route may depend on. */
const LOOKED_AT = [
  '/api/v1/namespaces',
  '/api/v1/services',
  '/api/v1/configmaps',
  '/api/v1/secrets',
  `${NETWORKING}/gatewayclasses`,
  `${NETWORKING}/gateways`,
  ...Object.values(ROUTES).map(route => `${NETWORKING}/${route}`),
  '/apis/gateway.networking.k8s.io/v1beta1/referencegrants',
];
const COLLECTIONS: Readonly<Record<string, string>> = {
  ServiceAccount: '/api/v1/namespaces/NS/serviceaccounts',
  Service: '/api/v1/namespaces/NS/services',
  Deployment: '/apis/apps/v1/namespaces/NS/deployments',
};

/** What istiod would deploy for Gateways, by `namespace/name` of the Gateway. */
export type Made = ReadonlyMap<string, readonly Applied[]>;

/**
 * Does once what istiod does all the time, while its Deployment is there: deploys what its templates give for each
 * Gateway, and says of Gateways and routes what the recorded istiod says. What pods do in the mesh is no part of it.
 */
export async function playIstiod(api: ApiClient, made: Made): Promise<void> {
  const deployments = await api.list('/apis/apps/v1/deployments');
  const istiod = deployments.find(({ metadata }) => metadata.name === 'istiod');
  if ((istiod?.status?.availableReplicas ?? 0) === 0) return;
  const live = (await Promise.all(LOOKED_AT.map(path => api.list(path)))).flat();
  const index = new ObjectIndex(live.map(object => ({ object: toManifest(object), path: '', chart: '' })));
  const verdicts = new Map(toVerdicts(index).map(verdict => [keyOf(verdict), verdict]));
  for (const object of live) {
    if (object.kind === 'GatewayClass' && object.spec.controllerName === CONTROLLER) {
      await setStatus(api, object, 'gatewayclasses', toClassStatus(object));
    }
    const verdict = verdicts.get(keyOf({ kind: object.kind, ...object.metadata }));
    if (object.metadata.deletionTimestamp !== undefined || verdict === undefined) continue;
    if (object.kind === 'Gateway') await playGateway(api, object, verdict, made, deployments);
    else if (object.kind in ROUTES) await setStatus(api, object, ROUTES[object.kind], toRouteStatus(verdict, object));
  }
}

async function playGateway(api: ApiClient, gateway: ApiObject, verdict: Verdict, made: Made, deployments: ApiObject[]) {
  const { name, namespace, uid } = gateway.metadata;
  const mine = deployments.find(
    ({ metadata }) => metadata.namespace === namespace && metadata.labels?.[GATEWAY_NAME] === name,
  );
  if (mine === undefined) {
    const owner = { apiVersion: gateway.apiVersion, kind: 'Gateway', name, uid };
    for (const object of made.get(`${namespace}/${name}`) ?? []) {
      const path = COLLECTIONS[object.kind].replace('NS', namespace);
      const owned = { ...object, metadata: { ...object.metadata, namespace, ownerReferences: [owner] } };
      await api.apply(`${path}/${object.metadata.name}`, owned, 'istio.io-gateway-controller');
    }
  }
  const programmed = (mine?.status?.availableReplicas ?? 0) > 0;
  await setStatus(api, gateway, 'gateways', toGatewayStatus(verdict, gateway, programmed));
}

async function setStatus(api: ApiClient, object: ApiObject, resource: string, status: ApiObject): Promise<void> {
  const same = Object.entries(status).every(([field, value]) => isDeepStrictEqual(object.status?.[field], value));
  if (same) return;
  const { namespace, name } = object.metadata;
  const folder = namespace === undefined ? NETWORKING : `${NETWORKING}/namespaces/${namespace}`;
  await api.merge(`${folder}/${resource}/${name}/status`, { status }, 'pilot-discovery');
}

const keyOf = ({ kind, namespace = '', name }: { kind: string; namespace?: string; name: string }) =>
  `${kind} ${namespace}/${name}`;

/** Without what only the API server writes. */
function toManifest({ status: _, metadata, ...rest }: ApiObject): KubeObject {
  const { name, namespace, labels, annotations } = metadata;
  return { ...rest, metadata: { name, namespace, labels, annotations } } as unknown as KubeObject;
}
