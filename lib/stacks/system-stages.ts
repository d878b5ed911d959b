import { App } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Gateway } from '../gateway/gateway';
import { Namespace, type NamespaceProps, toNamespaceLabels } from '../mesh/namespace';
import { ClosedNamespaces } from './closed-namespaces';
import { freeId } from './free-id';
import { Stage } from './stage';

/** A namespace that was added. */
interface Known {
  readonly made: Namespace;
  readonly inMesh: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

type Labels = Readonly<Record<string, string>>;

const asText = (labels: Labels) =>
  Object.entries(labels)
    .map(([key, value]) => `${key}=${value}`)
    .sort()
    .join(', ');

const NAMESPACE_CHECKS: Check<{ readonly first: Labels; readonly second: Labels }>[] = [
  {
    id: 'AMB401',
    when: ({ first, second }) => asText(first) !== asText(second),
    found: ({ second }) => `a second request for it, with the labels ${asText(second)}`,
    expected: ({ first }) => `the labels that it has: ${asText(first)}`,
    cure: 'add the namespace once, before the gateways and apps in it',
  },
];

const withoutIstio = (labels: Labels = {}): Labels =>
  Object.fromEntries(Object.entries(labels).filter(([key]) => !/^([a-z-]+\.)?istio\.io\//.test(key)));

/**
 * The steps of a system in apply order, each a list of charts: namespaces, mesh, policy, add-ons, gateways, routes, apps.
 * Whatever is added later finds its place in that order by itself. In a system that is not enabled, whatever needs the
 * mesh is made where it is never written.
 */
export class SystemStages {
  protected readonly namespaces: Stage;
  protected readonly meshStage: Stage;
  protected readonly policy: Stage;
  protected readonly gateways: Stage;
  private readonly addons: Stage;
  private readonly routes: Stage;
  private readonly apps: Stage;
  private readonly known = new Map<string, Known>();
  private readonly closed = new ClosedNamespaces();

  private readonly unwritten: Stage;

  /**
   * @param labels of every namespace in the mesh
   * @param enabled whether there is a mesh
   */
  constructor(
    scope: Construct,
    private readonly labels: Readonly<Record<string, string>> = {},
    readonly enabled = true,
  ) {
    const nowhere = new App();
    const meshScope = enabled ? scope : nowhere;
    this.unwritten = new Stage(nowhere);
    this.namespaces = new Stage(scope);
    this.meshStage = new Stage(meshScope, this.namespaces);
    this.policy = new Stage(meshScope, this.meshStage);
    this.addons = new Stage(scope, enabled ? this.policy : this.namespaces);
    this.gateways = new Stage(meshScope, this.addons);
    this.routes = new Stage(meshScope, this.gateways);
    this.apps = new Stage(scope, enabled ? this.routes : this.addons);
  }

  /** A Namespace. To have another one than the gateways and apps in it bring along, add it before them. */
  addNamespace(props: NamespaceProps): Namespace {
    const inMesh = this.enabled && (props.mesh ?? 'ambient') === 'ambient';
    const labelled = inMesh ? { ...props, labels: { ...this.labels, ...props.labels } } : this.outside(props);
    const known = this.known.get(props.name);
    if (known) {
      enforce(known.made, NAMESPACE_CHECKS, { first: known.labels, second: toNamespaceLabels(labelled) });
      return known.made;
    }
    const made = new Namespace(this.namespaces.chart('namespaces'), `${props.name}`, labelled);
    this.known.set(props.name, { made, inMesh, labels: toNamespaceLabels(labelled) });
    return made;
  }

  /** The namespace of something that needs the mesh; one that is there already stays as it is. */
  protected joinMesh(name: string): Namespace {
    const known = this.known.get(name)?.made;
    if (known || this.enabled) return known ?? this.addNamespace({ name });
    const chart = this.unwritten.chart(name);
    return new Namespace(chart, freeId(chart, name), { name });
  }

  private outside(props: NamespaceProps): NamespaceProps {
    return this.enabled ? props : { ...props, mesh: 'none', labels: withoutIstio(props.labels) };
  }

  /**
   * Any app. Its namespace joins the mesh, unless it was added otherwise before, behind a NetworkPolicy.
   * @param namespace where it is
   * @param build makes the app in the chart that it is given
   */
  addApp<App>(namespace: string, build: (scope: Construct) => App): App {
    if (!this.known.has(namespace)) this.addNamespace({ name: namespace });
    const chart = this.apps.chart(`apps-${namespace}`);
    if (this.isInMesh(namespace)) this.closed.close(namespace, chart);
    return build(chart);
  }

  /**
   * Anything that stands beside the mesh and before the gateways: issuers, address pools, dashboards.
   * @param name of the chart
   * @param build makes it in the chart that it is given
   */
  addAddon<Addon>(name: string, build: (scope: Construct) => Addon): Addon {
    return build(this.addons.chart(name));
  }

  /**
   * Anything that is of use with a mesh alone, such as a dashboard of it: an add-on that is left out where there is none.
   * @param name of the chart
   * @param build makes it in the chart that it is given
   */
  addMeshAddon<Addon>(name: string, build: (scope: Construct) => Addon): Addon {
    return build((this.enabled ? this.addons : this.unwritten).chart(name));
  }

  /** Lets a Gateway into the namespaces that NetworkPolicies close, and opens its listeners where it stands in one. */
  protected letIn(gateway: Gateway): void {
    this.closed.addGateway(gateway, this.isInMesh(gateway.namespace));
  }

  protected routesOf(namespace: string): Construct {
    return this.routes.chart(`routes-${namespace}`);
  }

  protected policyOf(namespace: string): Construct {
    return this.policy.chart(`policy-${namespace}`);
  }

  private isInMesh(namespace: string): boolean {
    return this.known.get(namespace)?.inMesh ?? false;
  }
}
