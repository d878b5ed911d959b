import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway as GatewayResource } from '../../imports/gateway.networking.k8s.io';
import { enforce } from '../core/checks';
import { checkShape, type Shape } from '../core/shape';
import { type AllowedNamespaces, toAllowedNamespaces } from '../mesh/allowed-namespaces';
import { DEPLOYMENT_CHECKS } from '../mesh/deployment-checks';
import { addParameters, type DeploymentOptions, type ParametersRef, toParameters } from '../mesh/deployment-options';
import { type Identity, meshOrDefault } from '../mesh/identity';
import type { PolicyTarget } from '../mesh/policy/target';
import type { ResolvedMesh } from '../mesh/spec';
import type { RouteParent } from './attachment';
import type { NeededCertificate } from './certificate';
import { type Exposure, toExposureAnnotations, toServiceOverlay } from './exposure';
import { GATEWAY_CHECKS } from './gateway-checks';
import type { Listener, RouteKind } from './listener';
import { LISTENER_CHECKS } from './listener-checks';
import { Listeners } from './listeners';

export interface GatewayProps extends DeploymentOptions {
  /** metadata.name; with the class's name it makes the name of the Service, at most 63 characters. */
  readonly name: string;

  /** metadata.namespace: where istiod puts the proxy, its Service and its ServiceAccount. */
  readonly namespace: string;

  /** The ports on which it answers. */
  readonly listeners: readonly Listener[];

  /**
   * How the Gateway is reached from outside.
   * @default { type: 'LoadBalancer' }
   */
  readonly exposure?: Exposure;

  /**
   * The class; its controller must be istiod.
   * @default 'istio', which istiod makes itself
   */
  readonly gatewayClassName?: string;

  /**
   * Labels of the Gateway itself, such as `istio.io/rev`.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Labels of everything that istiod makes for the Gateway.
   * @default - none
   * @see https://gateway-api.sigs.k8s.io/reference/spec/#gatewayinfrastructure
   */
  readonly infrastructureLabels?: Readonly<Record<string, string>>;

  /**
   * Annotations of everything that istiod makes for the Gateway.
   * @default - none
   */
  readonly infrastructureAnnotations?: Readonly<Record<string, string>>;

  /**
   * The mesh, whose version decides which protocols are served.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** What has to be there to read the props at all. */
export const GATEWAY_SHAPE: Shape = { listeners: 'maps' };

/** The props with every default, and the name that istiod will derive. */
interface ResolvedGateway extends GatewayProps {
  readonly gatewayClassName: string;
  /** The name of the Deployment, Service and ServiceAccount. */
  readonly generatedName: string;
  readonly mesh: ResolvedMesh;
}

function resolve(props: GatewayProps): ResolvedGateway {
  const gatewayClassName = props.gatewayClassName ?? 'istio';
  const generatedName = `${props.name}-${gatewayClassName}`;
  const listeners = props.listeners ?? [];
  return { ...props, gatewayClassName, generatedName, listeners, mesh: meshOrDefault(props.mesh) };
}

/**
 * A Gateway that istiod deploys, with the ConfigMap that tells istiod how where its defaults do not do, and a
 * Certificate for each listener that asks an issuer for one.
 * Listeners admit routes only from the namespaces of the routes that were attached to them.
 */
export class Gateway extends Construct implements RouteParent, PolicyTarget, Identity {
  readonly kind = 'Gateway';

  /** metadata.name of the Gateway. */
  readonly name: string;

  /** metadata.namespace of the Gateway. */
  readonly namespace: string;

  /** The listeners as they were given. */
  readonly listeners: readonly Listener[];

  /** The name of the Deployment, Service and ServiceAccount that istiod makes. */
  readonly generatedName: string;

  /** The account of its pods: what policies that let in nothing but the gateway name. */
  readonly serviceAccountName: string;

  /** Certificates that the bootstrap has to make for it. */
  readonly neededCertificates: readonly NeededCertificate[];

  private readonly attached: Listeners;
  private readonly listenerSets = new Map<string, number[]>();

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    checkShape(this, 'Gateway', props, GATEWAY_SHAPE);
    const gateway = resolve(props);
    enforce(this, GATEWAY_CHECKS, gateway);
    enforce(this, LISTENER_CHECKS, gateway);
    enforce(this, DEPLOYMENT_CHECKS, gateway);
    this.name = gateway.name;
    this.namespace = gateway.namespace;
    this.listeners = gateway.listeners;
    this.generatedName = gateway.generatedName;
    this.serviceAccountName = gateway.generatedName;
    this.attached = new Listeners(this, this, gateway.listeners);
    this.neededCertificates = this.attached.needed;

    const service = gateway.exposure && toServiceOverlay(gateway.exposure, gateway.listeners);
    const parametersRef = addParameters(this, this, toParameters(gateway, service));
    new GatewayResource(this, 'Resource', {
      metadata: {
        name: this.name,
        namespace: this.namespace,
        labels: gateway.labels,
        annotations: this.toAnnotations(gateway.exposure),
      },
      spec: {
        gatewayClassName: gateway.gatewayClassName,
        addresses: toAddresses(gateway),
        infrastructure: toInfrastructure(gateway, parametersRef),
        allowedListeners: Lazy.any({ produce: () => this.toAllowedListeners() }),
        listeners: Lazy.any({ produce: () => this.attached.toSpec() }) as never,
      },
    });
  }

  /**
   * Lets routes of a namespace attach.
   * @param namespace the namespace of the routes
   * @param sectionName the listener; all that take such routes when left out
   */
  admit(namespace: string, sectionName?: string, kind: RouteKind = 'HTTPRoute'): void {
    this.attached.admit(namespace, sectionName, kind);
  }

  /** Lets ListenerSets of a namespace add listeners, on these ports. */
  admitListenerSet(namespace: string, ports: readonly number[] = []): void {
    this.listenerSets.set(namespace, [...(this.listenerSets.get(namespace) ?? []), ...ports]);
  }

  /** The ports of all listeners, those of ListenerSets included. */
  get ports(): number[] {
    return [...new Set([...this.listeners.map(({ port }) => port), ...[...this.listenerSets.values()].flat()])];
  }

  private toAnnotations(exposure: Exposure | undefined): Record<string, string> | undefined {
    const annotations = { ...this.attached.annotations, ...toExposureAnnotations(exposure) };
    return Object.keys(annotations).length === 0 ? undefined : annotations;
  }

  private toAllowedListeners(): { namespaces: AllowedNamespaces } | undefined {
    if (this.listenerSets.size === 0) return undefined;
    return { namespaces: toAllowedNamespaces(this.namespace, this.listenerSets.keys()) };
  }
}

function toAddresses({ exposure }: ResolvedGateway) {
  const address = exposure?.type === 'LoadBalancer' ? exposure.address : undefined;
  return address === undefined ? undefined : [{ type: 'IPAddress', value: address }];
}

function toInfrastructure(gateway: ResolvedGateway, parametersRef: ParametersRef | undefined) {
  const { infrastructureLabels: labels, infrastructureAnnotations: annotations } = gateway;
  return labels || annotations || parametersRef ? { labels, annotations, parametersRef } : undefined;
}
