import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { Gateway as GatewayResource } from '../../imports/gateway.networking.k8s.io';
import { enforce } from '../core/checks';
import { GATEWAY_CHECKS } from './gateway-checks';
import { type Listener, toAllowedNamespaces } from './listener';
import { type DeploymentOptions, GatewayParameters, toParameters } from './parameters';

export interface GatewayProps extends DeploymentOptions {
  /** metadata.name; with the class's name it makes the name of the Service, at most 63 characters. */
  readonly name: string;

  /** metadata.namespace: where istiod puts the proxy, its Service and its ServiceAccount. */
  readonly namespace: string;

  /** The ports on which it answers. */
  readonly listeners: readonly Listener[];

  /**
   * The class; its controller must be istiod.
   * @default 'istio', which istiod makes itself
   */
  readonly gatewayClassName?: string;

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
}

/** The props with every default, and the name that istiod will derive. */
export interface ResolvedGateway extends GatewayProps {
  readonly gatewayClassName: string;
  /** The name of the Deployment, Service and ServiceAccount. */
  readonly generatedName: string;
}

function resolve(props: GatewayProps): ResolvedGateway {
  const gatewayClassName = props.gatewayClassName ?? 'istio';
  return { ...props, gatewayClassName, generatedName: `${props.name}-${gatewayClassName}` };
}

/**
 * A Gateway that istiod deploys, with the ConfigMap that tells istiod how where its defaults do not do.
 * Listeners admit routes only from the namespaces of the routes that were attached to them.
 */
export class Gateway extends Construct {
  /** metadata.name of the Gateway. */
  readonly name: string;

  /** metadata.namespace of the Gateway. */
  readonly namespace: string;

  /** The listeners as they were given. */
  readonly listeners: readonly Listener[];

  /** The name of the Deployment, Service and ServiceAccount that istiod makes. */
  readonly generatedName: string;

  private readonly admitted = new Map<string, Set<string>>();

  constructor(scope: Construct, id: string, props: GatewayProps) {
    super(scope, id);
    const gateway = resolve(props);
    enforce(this, GATEWAY_CHECKS, gateway);
    this.name = gateway.name;
    this.namespace = gateway.namespace;
    this.listeners = gateway.listeners;
    this.generatedName = gateway.generatedName;

    const data = toParameters(gateway, gateway.listeners);
    const parameters =
      Object.keys(data).length === 0
        ? undefined
        : new GatewayParameters(this, 'Parameters', { name: `${this.name}-options`, namespace: this.namespace, data });
    new GatewayResource(this, 'Resource', {
      metadata: { name: this.name, namespace: this.namespace },
      spec: {
        gatewayClassName: gateway.gatewayClassName,
        addresses: toAddresses(gateway),
        infrastructure: toInfrastructure(gateway, parameters?.name),
        listeners: Lazy.any({ produce: () => this.listeners.map(listener => this.toListener(listener)) }),
      },
    });
  }

  /**
   * Lets routes of a namespace attach.
   * @param namespace the namespace of the routes
   * @param sectionName the listener; all of them when left out
   */
  admit(namespace: string, sectionName?: string): void {
    const names = sectionName === undefined ? this.listeners.map(({ name }) => name) : [sectionName];
    for (const name of names) this.admitted.set(name, (this.admitted.get(name) ?? new Set()).add(namespace));
  }

  private toListener({ name, protocol, port, hostname }: Listener) {
    const namespaces = toAllowedNamespaces(this.namespace, this.admitted.get(name) ?? []);
    return { name, protocol, port, hostname, allowedRoutes: { namespaces } };
  }
}

function toAddresses({ exposure }: ResolvedGateway) {
  const address = exposure?.type === 'LoadBalancer' ? exposure.address : undefined;
  return address === undefined ? undefined : [{ type: 'IPAddress', value: address }];
}

function toInfrastructure(gateway: ResolvedGateway, parameters: string | undefined) {
  const { infrastructureLabels: labels, infrastructureAnnotations: annotations } = gateway;
  if (!labels && !annotations && !parameters) return undefined;
  return {
    labels,
    annotations,
    parametersRef: parameters === undefined ? undefined : { group: '', kind: 'ConfigMap', name: parameters },
  };
}
