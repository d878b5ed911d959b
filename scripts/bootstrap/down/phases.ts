import { groupOf } from '../../../lib/core/object-index';
import type { LiveObject } from '../kubectl/live-object';
import { GATEWAY_API } from '../plan/gateways';

/** Objects that go together, and wait for those of the phase before. */
export interface Phase {
  readonly name: string;
  /** Whether an object belongs here; the first phase that says so has it. */
  readonly holds: (object: LiveObject, all: readonly LiveObject[]) => boolean;
}

const isKind =
  (...kinds: string[]) =>
  (object: LiveObject) =>
    kinds.includes(object.kind);

/** Objects of a part of the mesh: by the name label of Istio's charts, or as the operator's or Flux's resource for it. */
const component =
  (names: readonly string[], sailKind: string, charts: readonly string[]) =>
  (object: LiveObject): boolean =>
    names.includes(object.metadata.labels?.['app.kubernetes.io/name'] ?? '') ||
    (groupOf(object.apiVersion) === 'sailoperator.io' && object.kind === sailKind) ||
    (object.kind === 'HelmRelease' && charts.includes(object.spec?.chart?.spec?.chart));

const isWaypoint = (object: LiveObject): boolean =>
  object.kind === 'Gateway' &&
  groupOf(object.apiVersion) === GATEWAY_API &&
  object.spec?.gatewayClassName === 'istio-waypoint';

const isRoute = (object: LiveObject): boolean =>
  (groupOf(object.apiVersion) === GATEWAY_API && !isKind('Gateway', 'GatewayClass', 'ListenerSet')(object)) ||
  ['networking.istio.io', 'security.istio.io', 'telemetry.istio.io', 'extensions.istio.io'].includes(
    groupOf(object.apiVersion),
  );

const isGateway = (object: LiveObject): boolean => groupOf(object.apiVersion) === GATEWAY_API;

/** A ConfigMap that a Gateway refers to goes after it: without it istiod would lay the Gateway out anew. */
const isParameters = (object: LiveObject, all: readonly LiveObject[]): boolean =>
  object.kind === 'ConfigMap' &&
  all.some(
    ({ kind, metadata, spec }) =>
      kind === 'Gateway' &&
      metadata.namespace === object.metadata.namespace &&
      spec?.infrastructure?.parametersRef?.name === object.metadata.name,
  );

const isZtunnel = component(['ztunnel'], 'ZTunnel', ['ztunnel']);
const isCni = component(['istio-cni'], 'IstioCNI', ['cni']);
const isControlPlane = component(['istiod', 'istio-reader'], 'Istio', ['istiod', 'base']);

/** Whether an object is part of the mesh itself, without which pods in the mesh would lose their traffic. */
export const isMeshComponent = (object: LiveObject): boolean =>
  isZtunnel(object) || isCni(object) || isControlPlane(object);

/** What goes first stands first. */
const PHASES: readonly Phase[] = [
  { name: 'routes and policies', holds: isRoute },
  { name: 'waypoints', holds: isWaypoint },
  { name: 'gateways', holds: isGateway },
  { name: 'parameters of gateways', holds: isParameters },
  { name: 'namespaces', holds: isKind('Namespace') },
  { name: 'ztunnel', holds: isZtunnel },
  { name: 'istio-cni', holds: isCni },
  { name: 'istiod', holds: isControlPlane },
  { name: 'apps', holds: () => true },
];

/** In which order phases are gone through; `PHASES` is the order in which they are asked. */
const ORDER: readonly string[] = [
  'routes and policies',
  'apps',
  'gateways',
  'waypoints',
  'parameters of gateways',
  'ztunnel',
  'istio-cni',
  'istiod',
  'namespaces',
];

/** The objects by phase, in the order in which they go; workloads first within a phase. */
export function inPhases(objects: readonly LiveObject[]): { readonly name: string; readonly objects: LiveObject[] }[] {
  const phaseOf = (object: LiveObject) => PHASES.find(({ holds }) => holds(object, objects))?.name;
  const isWorkload = isKind('Deployment', 'DaemonSet', 'StatefulSet', 'HelmRelease', 'Gateway');
  return ORDER.map(name => {
    const members = objects.filter(object => phaseOf(object) === name);
    return { name, objects: [...members.filter(isWorkload), ...members.filter(object => !isWorkload(object))] };
  });
}
