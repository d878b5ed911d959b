import type { Construct, IConstruct } from 'constructs';
import { EchoPage, type EchoPageProps } from '../app/echo-page';
import { checkShape, type Shape } from '../core/shape';
import { PARENTS, parentsOf } from '../gateway/attachment';
import { BackendTlsPolicy, type BackendTlsPolicyProps } from '../gateway/backend-tls-policy';
import type { NeededCertificate } from '../gateway/certificate';
import { DestinationRule, type DestinationRuleProps } from '../gateway/destination-rule';
import { GATEWAY_SHAPE, Gateway, type GatewayProps } from '../gateway/gateway';
import { GatewayClass } from '../gateway/gateway-class';
import { GrpcRoute, type GrpcRouteProps } from '../gateway/grpc-route';
import { HttpRoute, type HttpRouteProps, ROUTE_SHAPE } from '../gateway/http-route';
import { ListenerSet, type ListenerSetProps } from '../gateway/listener-set';
import { routeNamespace } from '../gateway/route-namespace';
import { StickySession, type StickySessionProps } from '../gateway/sticky-session';
import { TcpRoute, type TcpRouteProps } from '../gateway/tcp-route';
import { TlsRoute, type TlsRouteProps } from '../gateway/tls-route';
import { WaypointTraffic, type WaypointTrafficProps } from '../gateway/waypoint-traffic';
import { type DefinitionsLeft, toDefinitionsLeft } from '../mesh/delivery/definitions';
import { PeerAuthentication } from '../mesh/peer-authentication';
import {
  AuthorizationPolicy,
  type AuthorizationPolicyProps,
  DefaultDeny,
  type DefaultDenyProps,
} from '../mesh/policy/authorization-policy';
import { RequestAuthentication, type RequestAuthenticationProps } from '../mesh/policy/request-authentication';
import { policyNamespace } from '../mesh/policy/target';
import { Telemetry, type TelemetryProps } from '../mesh/policy/telemetry';
import { ServiceEntry, type ServiceEntryProps } from '../mesh/service-entry';
import { type AmbientMeshProps, MESH_SHAPE, type ResolvedMesh } from '../mesh/spec';
import { type EnrolmentOptions, Waypoint, type WaypointProps } from '../mesh/waypoint';
import { addMesh, type DeliveryProps } from './delivery';
import { freeId } from './free-id';
import { resolveSafeMesh, toMeshLabels, toMeshNamespaces } from './mesh';
import { SystemStages } from './system-stages';

export interface AmbientSystemProps extends DeliveryProps {
  /**
   * The mesh. Seccomp profiles are set where they are not given, since Pod Security `restricted` asks for them.
   * @default - Istio's ambient profile
   */
  readonly mesh?: AmbientMeshProps;

  /**
   * Whether there is a mesh. Without, apps and add-ons are written as they are, and nothing that needs the mesh:
   * no Gateways, no routes, no policies, no labels.
   * @default true
   */
  readonly enabled?: boolean;

  /**
   * Whether workloads take plain text from outside the mesh.
   * @default 'STRICT'
   */
  readonly mtls?: 'STRICT' | 'PERMISSIVE';
}

export interface SystemWaypointProps extends WaypointProps, EnrolmentOptions {
  /**
   * What goes through it: its whole namespace, or constructs that hold Services (pods, for a waypoint of workloads).
   * @default 'namespace'
   */
  readonly enrol?: 'namespace' | readonly IConstruct[];
}

const STREAM_SHAPE: Shape = { gateway: 'map', service: 'map', parents: 'maps', backends: 'maps' };

/** A complete system: a mesh, and whatever is added to it, each thing in its place of the apply order. */
export class AmbientSystem extends SystemStages {
  /** The mesh as it was resolved. */
  readonly mesh: ResolvedMesh;

  /** The definitions of custom resources that have to be on the cluster first; none without a mesh. */
  readonly definitionsLeft: DefinitionsLeft;

  private readonly needed: NeededCertificate[] = [];

  constructor(
    private readonly scope: Construct,
    given?: AmbientSystemProps,
  ) {
    const props = given ?? {};
    checkShape(scope, 'AmbientSystem', props, { mesh: 'map', revisions: 'maps' });
    checkShape(scope, 'mesh', props.mesh ?? {}, MESH_SHAPE);
    const { mesh, revisions } = resolveSafeMesh(props.mesh, props.delivery, props.revisions);
    super(scope, toMeshLabels(mesh), props.enabled);
    this.mesh = mesh;
    const left = toDefinitionsLeft(mesh, props.delivery, revisions);
    this.definitionsLeft = this.enabled ? left : { ...left, gatewayApi: false, istio: false, ofPlatform: false };
    for (const namespace of this.enabled ? toMeshNamespaces(this.mesh) : []) this.addNamespace(namespace);
    if (this.enabled) addMesh(this.meshStage, this.mesh, props, revisions);
    new PeerAuthentication(this.policy.chart('mesh-policy'), 'MutualTls', {
      namespace: this.mesh.namespace,
      mode: props.mtls,
    });
  }

  /** The certificates that the bootstrap has to make, since no issuer does. */
  get neededCertificates(): readonly NeededCertificate[] {
    return this.needed;
  }

  /** A GatewayClass for istiod. */
  addGatewayClass(name: string): GatewayClass {
    const chart = this.gateways.chart('gateway-classes');
    return new GatewayClass(chart, freeId(chart, name), { name });
  }

  /** A Gateway, and its namespace in the mesh. */
  addGateway(props: GatewayProps): Gateway {
    this.check('Gateway', props, GATEWAY_SHAPE);
    this.joinMesh(props.namespace);
    const chart = this.gateways.chart(`${props.namespace}-${props.name}`);
    const gateway = new Gateway(chart, freeId(chart, 'Gateway'), { mesh: this.mesh, ...props });
    this.letIn(gateway);
    if (this.enabled) this.needed.push(...gateway.neededCertificates);
    return gateway;
  }

  /** Listeners that another namespace adds to a Gateway. */
  addListenerSet(props: ListenerSetProps): ListenerSet {
    this.check('ListenerSet', props, GATEWAY_SHAPE, ['listeners']);
    this.joinMesh(props.namespace);
    const chart = this.gateways.chart(`${props.namespace}-${props.name}`);
    const set = new ListenerSet(chart, freeId(chart, 'ListenerSet'), { mesh: this.mesh, ...props });
    if (this.enabled) this.needed.push(...set.neededCertificates);
    return set;
  }

  /** A waypoint, and what goes through it. */
  addWaypoint(given: SystemWaypointProps): Waypoint {
    this.check('Waypoint', given);
    const { enrol = 'namespace', ingressUseWaypoint, ...props } = given;
    const namespace = this.joinMesh(props.namespace);
    const chart = this.gateways.chart(`${props.namespace}-${props.name ?? 'waypoint'}`);
    const waypoint = new Waypoint(chart, freeId(chart, 'Waypoint'), props);
    const targets = enrol === 'namespace' ? [namespace] : enrol;
    for (const target of this.enabled ? targets : []) waypoint.enrol(target, { ingressUseWaypoint });
    return waypoint;
  }

  /** An app of a Service and some pods, and its namespace in the mesh behind a NetworkPolicy. */
  addEchoPage(props: EchoPageProps): EchoPage {
    this.check('EchoPage', props);
    return this.addApp(props.namespace, scope => new EchoPage(scope, freeId(scope, props.name), props));
  }

  /** A certificate that the bootstrap has to make for an app; Gateways ask for theirs by themselves. */
  needCertificate(certificate: NeededCertificate): void {
    this.needed.push(certificate);
  }

  /** An HTTPRoute. */
  addRoute(props: HttpRouteProps): HttpRoute {
    this.check('HttpRoute', props, ROUTE_SHAPE, PARENTS);
    const chart = this.routesOf(routeNamespace(props, parentsOf(props)));
    return new HttpRoute(chart, freeId(chart, props.name), { mesh: this.mesh, ...props });
  }

  /** A GRPCRoute. */
  addGrpcRoute(props: GrpcRouteProps): GrpcRoute {
    this.check('GrpcRoute', props, ROUTE_SHAPE, PARENTS);
    const chart = this.routesOf(routeNamespace(props, parentsOf(props)));
    return new GrpcRoute(chart, freeId(chart, `Grpc-${props.name}`), props);
  }

  /** A TLSRoute. */
  addTlsRoute(props: TlsRouteProps): TlsRoute {
    this.check('TlsRoute', props, STREAM_SHAPE, PARENTS);
    const chart = this.routesOf(routeNamespace({ ...props, rules: [props] }, parentsOf(props)));
    return new TlsRoute(chart, freeId(chart, `Tls-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** A TCPRoute. */
  addTcpRoute(props: TcpRouteProps): TcpRoute {
    this.check('TcpRoute', props, STREAM_SHAPE, PARENTS);
    const chart = this.routesOf(routeNamespace({ ...props, rules: [props] }, parentsOf(props)));
    return new TcpRoute(chart, freeId(chart, `Tcp-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** Affinity by a cookie. */
  addStickySession(props: StickySessionProps): StickySession {
    this.check('StickySession', props, { backend: 'map' }, ['backend']);
    const chart = this.routesOf(props.backend.namespace);
    return new StickySession(chart, freeId(chart, props.name), { mesh: this.mesh, ...props });
  }

  /** How a proxy treats the pods of a Service. */
  addDestinationRule(props: DestinationRuleProps): DestinationRule {
    this.check('DestinationRule', props, { backend: 'map' }, ['backend']);
    const chart = this.routesOf(props.backend.namespace);
    return new DestinationRule(chart, freeId(chart, `Rule-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** Timeouts, retries, faults and weights at the waypoint of a Service. */
  addWaypointTraffic(props: WaypointTrafficProps): WaypointTraffic {
    this.check('WaypointTraffic', props, { service: 'map' }, ['service']);
    const chart = this.routesOf(props.service.namespace);
    return new WaypointTraffic(chart, freeId(chart, `Traffic-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** TLS from a gateway or a waypoint to a Service that ends it itself. */
  addBackendTlsPolicy(props: BackendTlsPolicyProps): BackendTlsPolicy {
    this.check('BackendTlsPolicy', props, { backend: 'map' }, ['backend']);
    const chart = this.routesOf(props.backend.namespace);
    return new BackendTlsPolicy(chart, freeId(chart, `BackendTls-${props.name}`), props);
  }

  /** A host outside the mesh. */
  addServiceEntry(props: ServiceEntryProps): ServiceEntry {
    this.check('ServiceEntry', props, { hosts: 'list' }, ['hosts']);
    this.joinMesh(props.namespace);
    const chart = this.routesOf(props.namespace);
    return new ServiceEntry(chart, freeId(chart, `Entry-${props.name}`), props);
  }

  /** Who may reach what. */
  addAuthorizationPolicy(props: AuthorizationPolicyProps): AuthorizationPolicy {
    this.check('AuthorizationPolicy', props, { rules: 'maps' }, ['rules']);
    const chart = this.policyOf(policyNamespace(props));
    return new AuthorizationPolicy(chart, freeId(chart, `Authorization-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** Nobody may reach anything, but for whom another policy allows. */
  addDefaultDeny(props: DefaultDenyProps): DefaultDeny {
    this.check('DefaultDeny', props, { namespace: 'text' }, ['namespace']);
    const chart = this.policyOf(props.namespace);
    return new DefaultDeny(chart, freeId(chart, 'DefaultDeny'), props);
  }

  /** Which tokens are valid. */
  addRequestAuthentication(props: RequestAuthenticationProps): RequestAuthentication {
    this.check('RequestAuthentication', props);
    const chart = this.policyOf(policyNamespace(props));
    return new RequestAuthentication(chart, freeId(chart, `Tokens-${props.name}`), { mesh: this.mesh, ...props });
  }

  /** What proxies report. */
  addTelemetry(props: TelemetryProps): Telemetry {
    this.check('Telemetry', props);
    const chart = this.policyOf(policyNamespace(props));
    return new Telemetry(chart, freeId(chart, `Telemetry-${props.name ?? 'default'}`), { mesh: this.mesh, ...props });
  }

  private check(kind: string, props: object, shape?: Shape, oneOf?: readonly string[]): void {
    checkShape(this.scope, kind, props, shape, oneOf);
  }
}
