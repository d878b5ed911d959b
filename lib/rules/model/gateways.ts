import { type GatewayServices, gatewayServices } from './addresses';
import type { Stored } from './cluster';
import { type Conditions, isFalse, isTrue, type Problem, unless } from './condition';
import { type ControllerInfo, findController } from './gateway-classes';
import type { ClientValidation, GatewaySpec, ListenerSpec } from './gateway-spec';
import { type Conflict, listenerConflicts } from './listener-conflicts';
import type { AttachedSet } from './listener-sets';
import { clientCertificateProblem } from './listener-tls';
import { type Listener, type ListenerContext, toListener } from './listeners';
import { parametersProblem } from './parameters';

/** What a Gateway, or a ListenerSet, comes to. */
export interface ListenerOwner {
  readonly stored: Stored;
  readonly conditions: Conditions;
  readonly listeners: readonly Listener[];
}

/** What a Gateway comes to. */
export interface Gateway extends ListenerOwner {
  readonly spec: GatewaySpec;
  /** What istiod does for its class; undefined where the class is not istiod's. */
  readonly controller: ControllerInfo | undefined;
  readonly services: GatewayServices;
  /** The ListenerSets that name it. */
  readonly sets: readonly ListenerOwner[];
}

export interface GatewayContext extends ListenerContext {
  readonly clusterDomain: string;
}

/** As the API server makes it, until a controller takes it up. */
const PENDING: Conditions = {
  Accepted: { status: 'Unknown', reason: 'Pending', message: 'waiting for a controller' },
};

/**
 * The conditions of a Gateway and of all listeners that it has, its ListenerSets' included.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/gateway_collection.go
 */
export function toGateway(context: GatewayContext, stored: Stored, attached: readonly AttachedSet[]): Gateway {
  const spec = stored.object.spec as GatewaySpec;
  const controller = findController(context.cluster, spec.gatewayClassName);
  const setsWith = (problem?: Problem, listenersOf?: ListenersOf) =>
    attached.map(each => toListenerSet(each, controller, problem, listenersOf));
  const bare = { stored, spec, controller, listeners: [], services: { hosts: [] } };
  if (controller === undefined) return { ...bare, conditions: PENDING, sets: setsWith() };
  if (controller.role === 'remote') return { ...bare, conditions: { Accepted: isTrue('Accepted') }, sets: setsWith() };
  const services = gatewayServices(stored, controller, context.clusterDomain);
  if (services.hosts.length === 0 && services.problem !== undefined) {
    const conditions = gatewayConditions(context, stored, services.problem);
    return { ...bare, services, conditions, sets: setsWith(services.problem) };
  }
  const conflicts = conflictsOf(spec, controller, attached);
  const listenersOf = (owner: Stored, specs: readonly ListenerSpec[]) =>
    specs.map(each =>
      toListener(context, { owner, controller, gateway: spec, spec: each, conflict: conflicts.get(each) }),
    );
  const listeners = listenersOf(stored, spec.listeners ?? []);
  const problem = services.problem ?? parametersProblem(context.cluster, stored);
  const conditions = { ...gatewayConditions(context, stored, problem), ...acceptance(listeners, problem) };
  const sets = setsWith(services.problem, listenersOf);
  return { stored, spec, controller, services, listeners, conditions, sets };
}

function conflictsOf(
  { listeners = [] }: GatewaySpec,
  { supportsListenerSets }: ControllerInfo,
  attached: readonly AttachedSet[],
): ReadonlyMap<ListenerSpec, Conflict> {
  if (!supportsListenerSets) return new Map();
  return listenerConflicts([...listeners, ...attached.flatMap(set => (set.isAllowed ? set.listeners : []))]);
}

/** A Gateway of which some listeners are in order is accepted. */
function acceptance(listeners: readonly Listener[], problem: Problem | undefined): Conditions {
  const sound = listeners.filter(({ isSound }) => isSound).length;
  if (problem !== undefined || sound === listeners.length) return {};
  const message = `${sound} of ${listeners.length} listeners are in order`;
  const reason = 'ListenersNotValid';
  return { Accepted: sound > 0 ? isTrue(reason, message) : isFalse({ reason, message }) };
}

function gatewayConditions(context: GatewayContext, stored: Stored, problem: Problem | undefined): Conditions {
  const { tls } = stored.object.spec as GatewaySpec;
  const certificate = clientCertificateProblem(context, stored, tls?.backend?.clientCertificateRef);
  const validations = [tls?.frontend?.default, ...(tls?.frontend?.perPort?.map(each => each.tls) ?? [])];
  const isInsecure = validations.some(
    each => (each?.validation as ClientValidation | undefined)?.mode === 'AllowInsecureFallback',
  );
  return {
    Accepted: unless(problem, 'Accepted'),
    ResolvedRefs: unless(certificate, 'ResolvedRefs'),
    ...(isInsecure ? { InsecureFrontendValidationMode: isTrue('ConfigurationChanged') } : {}),
  };
}

type ListenersOf = (owner: Stored, specs: readonly ListenerSpec[]) => readonly Listener[];

/** A ListenerSet with the Gateway that it names; without `listenersOf` that has none. */
function toListenerSet(
  { set, listeners: specs, isAllowed }: AttachedSet,
  controller: ControllerInfo | undefined,
  problem: Problem | undefined,
  listenersOf: ListenersOf = () => [],
): ListenerOwner {
  if (controller === undefined) return toPendingSet(set);
  if (!controller.supportsListenerSets || !isAllowed) {
    const refusal = { reason: 'NotAllowed', message: 'the Gateway does not take listeners from it' };
    return { stored: set, conditions: { Accepted: isFalse(refusal) }, listeners: [] };
  }
  const listeners = listenersOf(set, specs);
  const none = { reason: 'ListenersNotValid', message: 'none of its listeners is in order' };
  const isSound = listeners.some(each => each.isSound && each.isServed);
  const conditions = { Accepted: unless(problem ?? (isSound ? undefined : none), 'Accepted') };
  return { stored: set, listeners, conditions };
}

/** A ListenerSet that no controller takes up, since its Gateway is not there or not istiod's. */
export function toPendingSet(stored: Stored): ListenerOwner {
  return { stored, conditions: PENDING, listeners: [] };
}
