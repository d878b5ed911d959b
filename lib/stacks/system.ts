import type { Construct } from 'constructs';
import { EchoPage, type EchoPageProps } from '../app/echo-page';
import { AmbientNetworkPolicy } from '../app/network-policy';
import { parentsOf } from '../gateway/attachment';
import { Gateway, type GatewayProps } from '../gateway/gateway';
import { GatewayClass } from '../gateway/gateway-class';
import { HttpRoute, type HttpRouteProps } from '../gateway/http-route';
import { routeNamespace } from '../gateway/route-namespace';
import { StickySession, type StickySessionProps } from '../gateway/sticky-session';
import { Namespace, type NamespaceProps } from '../mesh/namespace';
import { PeerAuthentication } from '../mesh/peer-authentication';
import type { AmbientMeshProps, ResolvedMesh } from '../mesh/spec';
import { addMesh, resolveSafeMesh, toMeshNamespaces } from './mesh';
import { Stage } from './stage';

export interface AmbientSystemProps {
  /**
   * The mesh. Seccomp profiles are set where they are not given, since Pod Security `restricted` asks for them.
   * @default - Istio's ambient profile
   */
  readonly mesh?: AmbientMeshProps;

  /**
   * Whether workloads take plain text from outside the mesh.
   * @default 'STRICT'
   */
  readonly mtls?: 'STRICT' | 'PERMISSIVE';
}

/**
 * A complete system, one chart for each step in apply order: namespaces, mesh, policy, gateways, routes, apps.
 * Whatever is added later finds its place in that order by itself.
 */
export class AmbientSystem {
  /** The mesh as it was resolved. */
  readonly mesh: ResolvedMesh;

  private readonly namespaces: Stage;
  private readonly gateways: Stage;
  private readonly routes: Stage;
  private readonly apps: Stage;
  private readonly known = new Set<string>();

  constructor(scope: Construct, props: AmbientSystemProps = {}) {
    this.namespaces = new Stage(scope);
    const mesh = new Stage(scope, this.namespaces);
    const policy = new Stage(scope, mesh);
    this.gateways = new Stage(scope, policy);
    this.routes = new Stage(scope, this.gateways);
    this.apps = new Stage(scope, this.routes);

    this.mesh = resolveSafeMesh(props.mesh);
    for (const namespace of toMeshNamespaces(this.mesh)) this.addNamespace(namespace);
    addMesh(mesh, this.mesh);
    new PeerAuthentication(policy.chart('mesh-policy'), 'MutualTls', {
      namespace: this.mesh.namespace,
      mode: props.mtls,
    });
  }

  /** A Namespace; one that is there already stays as it is. */
  addNamespace(props: NamespaceProps): void {
    if (this.known.has(props.name)) return;
    this.known.add(props.name);
    new Namespace(this.namespaces.chart('namespaces'), props.name, props);
  }

  /** A GatewayClass for istiod. */
  addGatewayClass(name: string): GatewayClass {
    return new GatewayClass(this.gateways.chart('gateway-classes'), name, { name });
  }

  /** A Gateway, and its namespace in the mesh. */
  addGateway(props: GatewayProps): Gateway {
    this.addNamespace({ name: props.namespace });
    const id = `${props.namespace}-${props.name}`;
    return new Gateway(this.gateways.chart(id), 'Gateway', { mesh: this.mesh, ...props });
  }

  /** An app of a Service and some pods, and its namespace in the mesh behind a NetworkPolicy. */
  addEchoPage(props: EchoPageProps): EchoPage {
    return this.addApp(props.namespace, scope => new EchoPage(scope, props.name, props));
  }

  /**
   * Any app.
   * @param namespace its namespace, which joins the mesh
   * @param build makes the app in the chart that it is given
   */
  addApp<App>(namespace: string, build: (scope: Construct) => App): App {
    this.addNamespace({ name: namespace });
    const chart = this.apps.chart(`apps-${namespace}`);
    if (!chart.node.tryFindChild('NetworkPolicy')) new AmbientNetworkPolicy(chart, 'NetworkPolicy', { namespace });
    return build(chart);
  }

  /** An HTTPRoute. */
  addRoute(props: HttpRouteProps): HttpRoute {
    const namespace = routeNamespace(props, parentsOf(props));
    return new HttpRoute(this.routes.chart(`routes-${namespace}`), props.name, { mesh: this.mesh, ...props });
  }

  /** Affinity by a cookie. */
  addStickySession(props: StickySessionProps): StickySession {
    return new StickySession(this.routes.chart(`routes-${props.backend.namespace}`), props.name, props);
  }
}
