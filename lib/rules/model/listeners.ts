import { type NamespaceTest, routeNamespaces } from './allowed-namespaces';
import type { Cluster } from './cluster';
import { type Condition, type Conditions, isFalse, isTrue, type Problem, unless } from './condition';
import type { ControllerInfo } from './gateway-classes';
import type { GatewaySpec, ListenerSpec } from './gateway-spec';
import { LISTENER_SET } from './kinds';
import type { Conflict } from './listener-conflicts';
import { type CertificateContext, clientValidation, type Referrer, tlsProblem } from './listener-tls';
import { type SupportedKinds, supportedKinds } from './route-kinds';

/** What a listener of a Gateway or ListenerSet comes to. */
export interface Listener extends SupportedKinds {
  readonly spec: ListenerSpec;
  readonly conditions: Conditions;
  /** Whether it counts among the listeners that are in order. */
  readonly isSound: boolean;
  /** Whether anything listens; if not, no route can attach. */
  readonly isServed: boolean;
  /** Whether it takes routes from a namespace. */
  readonly allows: NamespaceTest;
}

export interface ListenerContext extends CertificateContext {
  readonly cluster: Cluster;
}

export interface ListenerInput {
  /** The Gateway or ListenerSet that has the listener. */
  readonly owner: Referrer;
  readonly controller: ControllerInfo;
  readonly gateway: GatewaySpec;
  readonly spec: ListenerSpec;
  readonly conflict: Conflict | undefined;
}

/**
 * The conditions of one listener.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (buildListener)
 */
export function toListener(context: ListenerContext, input: ListenerInput): Listener {
  const { owner, spec, conflict } = input;
  const supported = supportedKinds(spec);
  const allows = routeNamespaces(context.cluster, owner.namespace, spec.allowedRoutes?.namespaces);
  const kinds: Conditions = supported.isValid ? {} : { ResolvedRefs: isFalse(WRONG_KINDS) };
  if (conflict !== undefined) {
    const conditions = { ...conflicting(conflict), ...kinds };
    return { spec, ...supported, allows, conditions, isSound: false, isServed: false };
  }
  const { conditions, isSound, isServed } = judge(context, input);
  return { spec, ...supported, allows, conditions: { ...conditions, ...kinds }, isSound, isServed };
}

const WRONG_KINDS: Problem = { reason: 'InvalidRouteKinds', message: 'a kind of route does not suit the protocol' };

function conflicting(reason: Conflict): Conditions {
  const message = 'another listener of the same port comes first';
  return { Accepted: isFalse({ reason, message }), Conflicted: isTrue(reason, message) };
}

function judge(context: ListenerContext, { owner, controller, gateway, spec }: ListenerInput) {
  const validation = clientValidation(gateway.tls?.frontend, spec.port);
  const tls = tlsProblem(context, owner, spec.tls, validation);
  const protocol = protocolProblem(spec, controller);
  const isServed = spec.tls !== undefined || !['HTTPS', 'TLS'].includes(spec.protocol);
  const bare = isServed || owner.kind !== LISTENER_SET ? undefined : unsupported('it needs a section tls');
  const role = controller.role === 'waypoint' ? waypointProblem(spec) : undefined;
  const conditions: Readonly<Record<string, Condition>> = {
    Accepted: unless(bare ?? role ?? protocol ?? authority(tls), 'Accepted'),
    Conflicted: { status: 'False', reason: 'NoConflicts', message: 'no errors found' },
    ResolvedRefs: unless(tls, 'ResolvedRefs'),
  };
  return { conditions, isServed, isSound: tls === undefined && protocol === undefined && bare === undefined };
}

const unsupported = (message: string): Problem => ({ reason: 'UnsupportedProtocol', message });

/** Reasons that istiod reports for the listener as a whole too, under a name of its own. */
const OF_AUTHORITIES = new Set(['InvalidCACertificateRef', 'InvalidCACertificateKind', 'RefNotPermitted']);

function authority(tls: Problem | undefined): Problem | undefined {
  if (tls === undefined || !OF_AUTHORITIES.has(tls.reason)) return undefined;
  return { reason: 'NoValidCACertificate', message: tls.message };
}

function protocolProblem({ protocol, port }: ListenerSpec, { role }: ControllerInfo): Problem | undefined {
  if (port === 0) return unsupported(`protocol ${protocol} needs a port`);
  if (protocol === 'HBONE') return role === 'waypoint' ? undefined : unsupported('HBONE is for waypoints only');
  return ['HTTP', 'HTTPS', 'TLS', 'TCP'].includes(protocol)
    ? undefined
    : unsupported(`istiod does not serve ${protocol}`);
}

function waypointProblem({ port, protocol }: ListenerSpec): Problem | undefined {
  return port === 15008 && protocol === 'HBONE' ? undefined : unsupported('a waypoint listens on 15008 by HBONE alone');
}
