import type { Cluster, Stored } from './cluster';
import { labelsOf } from './cluster';
import type { Problem } from './condition';
import type { GatewaySpec } from './gateway-spec';
import { CONFIG_MAP, kindId } from './kinds';

/** What may be laid over the objects that istiod deploys for a Gateway, as keys of a ConfigMap. */
export const OVERLAYS = [
  'deployment',
  'service',
  'serviceAccount',
  'horizontalPodAutoscaler',
  'podDisruptionBudget',
] as const;

/** The label of a ConfigMap, in istiod's namespace, that holds for a whole class. */
const CLASS_DEFAULTS = 'gateway.istio.io/defaults-for-class';

/**
 * What is wrong with the reference of a Gateway to its parameters, as its status tells.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/gateway_collection.go (validateParametersRef)
 */
export function parametersProblem(cluster: Cluster, { namespace, object }: Stored): Problem | undefined {
  const reference = (object.spec as GatewaySpec).infrastructure?.parametersRef;
  if (reference === undefined) return undefined;
  const { group, kind, name } = reference;
  if (kindId(group, kind) !== CONFIG_MAP) {
    return { reason: 'InvalidParameters', message: `parametersRef names a ${kind}, not a ConfigMap` };
  }
  if (cluster.find(CONFIG_MAP, namespace, name) !== undefined) return undefined;
  return { reason: 'InvalidParameters', message: `ConfigMap ${namespace}/${name} is not there` };
}

/** The ConfigMaps whose overlays a Gateway gets, those of its class first. */
export function parameterMaps(
  cluster: Cluster,
  { namespace, object }: Stored,
  systemNamespace: string,
): readonly Stored[] {
  const { gatewayClassName, infrastructure } = object.spec as GatewaySpec;
  const ofClass = classDefaults(cluster).filter(
    map => map.namespace === systemNamespace && labelsOf(map)[CLASS_DEFAULTS] === gatewayClassName,
  );
  const own = infrastructure && cluster.find(CONFIG_MAP, namespace, infrastructure.parametersRef?.name ?? '');
  return own === undefined ? ofClass : [...ofClass, own];
}

const defaultsOf = new WeakMap<Cluster, readonly Stored[]>();

function classDefaults(cluster: Cluster): readonly Stored[] {
  const known = defaultsOf.get(cluster);
  if (known !== undefined) return known;
  const found = cluster.ofKind(CONFIG_MAP).filter(map => labelsOf(map)[CLASS_DEFAULTS] !== undefined);
  defaultsOf.set(cluster, found);
  return found;
}

/** Keys of a parameters ConfigMap that stop istiod from deploying the Gateway. */
export function unknownOverlays({ object }: Stored): string[] {
  return Object.keys(object.data ?? {}).filter(key => !OVERLAYS.some(known => known === key));
}
