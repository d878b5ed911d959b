import type { Construct } from 'constructs';
import { type Check, enforce } from '../core/checks';
import type { Gateway } from '../gateway/gateway';
import { Namespace, type NamespaceProps, toNamespaceLabels } from '../mesh/namespace';
import { ClosedNamespaces } from './closed-namespaces';
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

/**
 * The steps of a system in apply order, each a list of charts: namespaces, mesh, policy, add-ons, gateways, routes, apps.
 * Whatever is added later finds its place in that order by itself.
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

  /** @param labels of every namespace in the mesh */
  constructor(
    scope: Construct,
    private readonly labels: Readonly<Record<string, string>> = {},
  ) {
    this.namespaces = new Stage(scope);
    this.meshStage = new Stage(scope, this.namespaces);
    this.policy = new Stage(scope, this.meshStage);
    this.addons = new Stage(scope, this.policy);
    this.gateways = new Stage(scope, this.addons);
    this.routes = new Stage(scope, this.gateways);
    this.apps = new Stage(scope, this.routes);
  }

  /** A Namespace. To have another one than the gateways and apps in it bring along, add it before them. */
  addNamespace(props: NamespaceProps): Namespace {
    const inMesh = (props.mesh ?? 'ambient') === 'ambient';
    const labelled = inMesh ? { ...props, labels: { ...this.labels, ...props.labels } } : props;
    const known = this.known.get(props.name);
    if (known) {
      enforce(known.made, NAMESPACE_CHECKS, { first: known.labels, second: toNamespaceLabels(labelled) });
      return known.made;
    }
    const made = new Namespace(this.namespaces.chart('namespaces'), props.name, labelled);
    this.known.set(props.name, { made, inMesh, labels: toNamespaceLabels(labelled) });
    return made;
  }

  /** The namespace of something that needs the mesh; one that is there already stays as it is. */
  protected joinMesh(name: string): Namespace {
    return this.known.get(name)?.made ?? this.addNamespace({ name });
  }

  /**
   * Any app. Its namespace joins the mesh, unless it was added otherwise before, behind a NetworkPolicy.
   * @param namespace where it is
   * @param build makes the app in the chart that it is given
   */
  addApp<App>(namespace: string, build: (scope: Construct) => App): App {
    this.joinMesh(namespace);
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
