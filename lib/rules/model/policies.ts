import { type Binding, type BindingContext, bindService } from './bindings';
import { annotationsOf, type Stored } from './cluster';
import { type Conditions, isFalse, isTrue, type Problem, unless } from './condition';
import { findClass } from './gateway-classes';
import { type KindId, SERVICE, SERVICE_ENTRY } from './kinds';
import { httpAttributes, type PolicyRule } from './policy-rules';

export interface PolicyContext extends BindingContext {
  readonly rootNamespace: string;
}

/**
 * An AuthorizationPolicy as far as istiod reads it.
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export interface PolicySpec {
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  readonly targetRef?: PolicyTarget;
  readonly targetRefs?: readonly PolicyTarget[];
  readonly rules?: readonly PolicyRule[];
}

export interface PolicyTarget {
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

/** What an AuthorizationPolicy comes to. */
export interface Policy {
  readonly stored: Stored;
  readonly spec: PolicySpec;
  readonly conditions: Conditions;
}

/**
 * With targets it is for waypoints and gateways, without for ztunnel.
 *
 * One that is to be tried out is refused for ztunnel whatever it targets: the two conditions overwrite each other.
 */
export function toPolicy(context: PolicyContext, stored: Stored): Policy {
  const spec = (stored.object.spec ?? {}) as PolicySpec;
  const targets = targetsOf(spec);
  const conditions: Conditions =
    targets.length > 0 && !isTriedOut(stored)
      ? { WaypointAccepted: waypointAcceptance(targets.map(target => targetProblem(context, stored, target))) }
      : { ZtunnelAccepted: ztunnelAcceptance(stored, spec) };
  return { stored, spec, conditions };
}

export function targetsOf({ targetRef, targetRefs = [] }: PolicySpec): readonly PolicyTarget[] {
  return targetRefs.length === 0 && targetRef !== undefined ? [targetRef] : targetRefs;
}

/**
 * One bound target is enough, and those that are not are told of.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/model/service.go (flattenConditions)
 */
function waypointAcceptance(problems: readonly (Problem | undefined)[]) {
  if (problems.length === 1) return unless(problems[0], 'Accepted');
  const found = problems.filter(problem => problem !== undefined);
  const message = found.map(problem => problem.message).join(', ');
  if (found.length === problems.length) return isFalse({ reason: 'Invalid', message });
  return found.length === 0 ? isTrue('Accepted') : isTrue('PartiallyInvalid', message);
}

const SERVICES: ReadonlyMap<string, KindId> = new Map([
  ['Service', SERVICE],
  ['ServiceEntry', SERVICE_ENTRY],
]);

/** @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/policies.go */
function targetProblem(context: PolicyContext, policy: Stored, target: PolicyTarget): Problem | undefined {
  const namespace = target.namespace || policy.namespace;
  const key = `${namespace}/${target.name}`;
  const absent = { reason: 'TargetNotFound', message: `${target.kind} ${key} is not there` };
  if (target.kind === 'GatewayClass') return classProblem(context, namespace, target.name);
  if (target.kind === 'Gateway') return context.waypoints.has(key) ? undefined : absent;
  const kind = SERVICES.get(target.kind);
  if (kind === undefined) return { reason: 'unknown', message: `${target.kind} is no kind of target` };
  const service = context.cluster.find(kind, namespace, target.name);
  if (service === undefined) return absent;
  if (isBound(bindService(context, service))) return undefined;
  return { reason: 'AncestorNotBound', message: `${target.kind} ${key} is bound to no waypoint` };
}

const isBound = (binding: Binding): boolean => binding !== undefined && 'waypoint' in binding;

function classProblem({ cluster, rootNamespace }: PolicyContext, namespace: string, name: string): Problem | undefined {
  const invalid = (message: string): Problem => ({ reason: 'Invalid', message });
  if (namespace !== rootNamespace) return invalid(`a policy for a GatewayClass belongs into ${rootNamespace}`);
  const found = findClass(cluster, name);
  if (found === undefined) return { reason: 'TargetNotFound', message: `GatewayClass ${name} is not there` };
  return found.controllerName === 'istio.io/mesh-controller' ? undefined : invalid(`${name} is no class of waypoints`);
}

const isTriedOut = (stored: Stored) => TRUE.has(annotationsOf(stored)[DRY_RUN] ?? '');

const DRY_RUN = 'istio.io/dry-run';
const TRUE = new Set(['1', 't', 'T', 'TRUE', 'true', 'True']);

/** @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/serviceregistry/ambient/authorization.go */
function ztunnelAcceptance(stored: Stored, { action = 'ALLOW', rules = [] }: PolicySpec) {
  const unsupported = (message: string): Problem => ({ reason: 'UnsupportedValue', message });
  if (isTriedOut(stored)) return isFalse(unsupported('ztunnel does not try out policies'));
  if (action !== 'ALLOW' && action !== 'DENY') return isFalse(unsupported(`ztunnel has no action ${action}`));
  const attributes = [...new Set(rules.flatMap(httpAttributes))].sort();
  if (attributes.length === 0) return isTrue('Accepted');
  return isTrue('UnsupportedValue', `ztunnel does not see ${attributes.join(', ')}`);
}
