import { type Condition, findCondition, type LiveObject } from '../kubectl/live-object';

/** Why an object is not ready; absent where it is. */
export type NotReady = string | undefined;

/** Whether an object is what those who come after it need. */
export type IsReady = (object: LiveObject) => NotReady;

const SEEN = 'its controller has not seen the last change';

const seen = ({ metadata, status }: LiveObject): boolean =>
  (status?.observedGeneration ?? 0) >= (metadata.generation ?? 0);

/** Every replica is of the newest kind and available. */
const deployment: IsReady = object => {
  const { spec, status = {} } = object;
  const wanted = spec.replicas ?? 1;
  if (!seen(object)) return SEEN;
  if ((status.updatedReplicas ?? 0) < wanted) return `${status.updatedReplicas ?? 0} of ${wanted} pods made`;
  if ((status.replicas ?? 0) > (status.updatedReplicas ?? 0)) return 'pods of the version before are still there';
  if ((status.availableReplicas ?? 0) < wanted) return `${status.availableReplicas ?? 0} of ${wanted} pods available`;
  return undefined;
};

/** Available on every node that takes it. */
const daemonSet: IsReady = object => {
  const { spec, status = {} } = object;
  const { desiredNumberScheduled: wanted = 0, updatedNumberScheduled: updated = 0, numberAvailable = 0 } = status;
  if (!seen(object)) return SEEN;
  if (wanted === 0) return 'no node takes its pods';
  if (spec.updateStrategy?.type !== 'OnDelete' && updated < wanted) return `made on ${updated} of ${wanted} nodes`;
  return numberAvailable < wanted ? `ready on ${numberAvailable} of ${wanted} nodes` : undefined;
};

const statefulSet: IsReady = object => {
  const wanted = object.spec.replicas ?? 1;
  if (!seen(object)) return SEEN;
  const ready = object.status?.readyReplicas ?? 0;
  return ready < wanted ? `${ready} of ${wanted} pods ready` : undefined;
};

/** All of these conditions are True, and about the object as it is now. */
export function conditionsHold(
  conditions: readonly Condition[] | undefined,
  types: string[],
  generation = 0,
): NotReady {
  const missing = types.flatMap(type => {
    const condition = findCondition(conditions, type);
    if (condition === undefined) return [`${type} is not known yet`];
    if (condition.observedGeneration !== undefined && condition.observedGeneration < generation) return [SEEN];
    if (condition.status === 'True') return [];
    return [`${type} is ${condition.status} (${[condition.reason, condition.message].filter(Boolean).join(': ')})`];
  });
  return missing.length === 0 ? undefined : [...new Set(missing)].join('; ');
}

const conditions =
  (...types: string[]): IsReady =>
  ({ metadata, status }) =>
    conditionsHold(status?.conditions, types, metadata.generation);

/** Accepted by every parent that it names, with all its backends found. */
export const route: IsReady = ({ metadata, spec, status }) => {
  const parents = (status?.parents ?? []) as { parentRef: { name: string }; conditions?: Condition[] }[];
  const wanted = (spec.parentRefs ?? []) as { name: string }[];
  if (parents.length < wanted.length) return `answered by ${parents.length} of ${wanted.length} parents`;
  const faults = parents.flatMap(({ parentRef, conditions: of }) => {
    const why = conditionsHold(of, ['Accepted', 'ResolvedRefs'], metadata.generation);
    return why === undefined ? [] : [`${parentRef.name}: ${why}`];
  });
  return faults.length === 0 ? undefined : faults.join('; ');
};

/** Kinds to wait for as soon as they are applied, since what comes after needs them. */
export const READY_AT_ONCE: Readonly<Record<string, IsReady>> = {
  'Deployment.apps': deployment,
  'DaemonSet.apps': daemonSet,
  'StatefulSet.apps': statefulSet,
  'Gateway.gateway.networking.k8s.io': conditions('Accepted', 'Programmed'),
  'Issuer.cert-manager.io': conditions('Ready'),
  'ClusterIssuer.cert-manager.io': conditions('Ready'),
  'Certificate.cert-manager.io': conditions('Ready'),
  'HelmRepository.source.toolkit.fluxcd.io': conditions('Ready'),
  'OCIRepository.source.toolkit.fluxcd.io': conditions('Ready'),
  'GitRepository.source.toolkit.fluxcd.io': conditions('Ready'),
  'HelmRelease.helm.toolkit.fluxcd.io': conditions('Ready'),
  'Kustomization.kustomize.toolkit.fluxcd.io': conditions('Ready'),
  'Istio.sailoperator.io': conditions('Ready'),
  'IstioCNI.sailoperator.io': conditions('Ready'),
  'ZTunnel.sailoperator.io': conditions('Ready'),
};

/** Kinds to wait for once everything is applied, since they refer to what comes after them. */
export const READY_AT_THE_END: Readonly<Record<string, IsReady>> = {
  'HTTPRoute.gateway.networking.k8s.io': route,
  'GRPCRoute.gateway.networking.k8s.io': route,
  'TLSRoute.gateway.networking.k8s.io': route,
  'TCPRoute.gateway.networking.k8s.io': route,
};
