import { Lazy } from 'cdk8s';
import { Construct, type IConstruct } from 'constructs';
import { Gateway as GatewayResource } from '../../imports/gateway.networking.k8s.io';
import { enforce } from '../core/checks';
import { toAllowedNamespaces } from './allowed-namespaces';
import { DEPLOYMENT_CHECKS } from './deployment-checks';
import { addParameters, type DeploymentOptions, toParameters } from './deployment-options';
import {
  addLabels,
  enrollableKinds,
  findObjects,
  INGRESS_USE_WAYPOINT_LABEL,
  namespaceOf,
  USE_WAYPOINT_LABEL,
  USE_WAYPOINT_NAMESPACE_LABEL,
  type WaypointFor,
} from './enrolment';
import type { Identity } from './identity';
import type { PolicyTarget } from './policy/target';
import { WAYPOINT_CHECKS } from './waypoint-checks';

export interface WaypointProps extends DeploymentOptions {
  /** metadata.namespace: where istiod puts the proxy. */
  readonly namespace: string;

  /**
   * metadata.name, and the name of the proxy's Deployment, Service and ServiceAccount: at most 63 characters.
   * @default 'waypoint'
   */
  readonly name?: string;

  /**
   * What it stands before; written as the label `istio.io/waypoint-for`.
   * @default 'service'
   * @see https://istio.io/latest/docs/ambient/usage/waypoint/#waypoint-traffic-types
   */
  readonly waypointFor?: WaypointFor;

  /**
   * Labels of the Gateway itself, such as `istio.io/rev`.
   * @default - none but the traffic type
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Labels of everything that istiod makes for the waypoint.
   * @default - none
   */
  readonly infrastructureLabels?: Readonly<Record<string, string>>;

  /**
   * Annotations of everything that istiod makes for the waypoint.
   * @default - none
   */
  readonly infrastructureAnnotations?: Readonly<Record<string, string>>;
}

/** What a namespace, a Service or a pod says of its waypoint, beside which one it is. */
export interface EnrolmentOptions {
  /**
   * Whether ingress gateways send requests through the waypoint as well. Without it they go around it, and around its
   * policies.
   * @default false
   */
  readonly ingressUseWaypoint?: boolean;
}

/** The port on which waypoints take mTLS (HBONE). */
const HBONE_PORT = 15008;

/**
 * A waypoint: the proxy that applies HTTP policies and routes to requests inside the mesh. It serves what is enrolled:
 * `enrol` labels a namespace, an app's Services or its pods, whichever the waypoint is for, and admits their namespace.
 */
export class Waypoint extends Construct implements Identity, PolicyTarget {
  readonly kind = 'Gateway';

  /** metadata.name of the Gateway. */
  readonly name: string;

  /** metadata.namespace of the Gateway. */
  readonly namespace: string;

  /** The account of its pods: what policies that let in nothing but the waypoint name. */
  readonly serviceAccountName: string;

  readonly waypointFor: WaypointFor;

  private readonly admitted = new Set<string>();
  private readonly missed: string[] = [];

  constructor(scope: Construct, id: string, props: WaypointProps) {
    super(scope, id);
    const { name = 'waypoint', namespace, waypointFor = 'service' } = props;
    enforce(this, WAYPOINT_CHECKS, { name, waypointFor, missed: this.missed });
    enforce(this, DEPLOYMENT_CHECKS, props);
    this.name = name;
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.waypointFor = waypointFor;

    const parametersRef = addParameters(this, { name, namespace }, toParameters(props));
    const { infrastructureLabels: labels, infrastructureAnnotations: annotations } = props;
    new GatewayResource(this, 'Resource', {
      metadata: { name, namespace, labels: { 'istio.io/waypoint-for': waypointFor, ...props.labels } },
      spec: {
        gatewayClassName: 'istio-waypoint',
        infrastructure: labels || annotations || parametersRef ? { labels, annotations, parametersRef } : undefined,
        listeners: Lazy.any({ produce: () => [this.toListener()] }) as never,
      },
    });
  }

  /**
   * Sends the traffic of a namespace, of an app's Services or of its pods through the waypoint.
   * @param target a Namespace, or any construct that holds Services (or pods, for a waypoint of workloads)
   */
  enrol(target: IConstruct, { ingressUseWaypoint = false }: EnrolmentOptions = {}): void {
    const objects = findObjects(target, enrollableKinds(this.waypointFor));
    if (objects.length === 0) this.missed.push(target.node.path);
    for (const object of objects) {
      const namespace = namespaceOf(object) ?? this.namespace;
      this.admitted.add(namespace);
      addLabels(object, {
        [USE_WAYPOINT_LABEL]: this.name,
        ...(namespace === this.namespace ? {} : { [USE_WAYPOINT_NAMESPACE_LABEL]: this.namespace }),
        ...(ingressUseWaypoint ? { [INGRESS_USE_WAYPOINT_LABEL]: 'true' } : {}),
      });
    }
  }

  private toListener() {
    const namespaces = toAllowedNamespaces(this.namespace, this.admitted);
    return { name: 'mesh', port: HBONE_PORT, protocol: 'HBONE', allowedRoutes: { namespaces } };
  }
}
