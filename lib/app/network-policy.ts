import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { DATAPLANE_MODE_LABEL } from '../mesh/namespace';

export interface AmbientNetworkPolicyProps {
  /** metadata.namespace. */
  readonly namespace: string;

  /**
   * metadata.name.
   * @default 'ambient-only'
   */
  readonly name?: string;

  /**
   * Labels of the pods that it covers.
   * @default - every pod of the namespace
   */
  readonly podLabels?: Readonly<Record<string, string>>;

  /**
   * The only namespaces from which the mesh gets in.
   * @default - every namespace in the mesh
   */
  readonly from?: readonly string[];

  /**
   * Ports that are open outside the mesh too, as for a scraper in another namespace. STRICT mTLS refuses plain text to
   * pods in the mesh all the same.
   * @default - none
   */
  readonly openPorts?: readonly OpenPort[];
}

/** A port of the pods, and who may reach it. */
export interface OpenPort {
  /** A port of the pods. */
  readonly port: number;

  /** Namespaces. @default - anyone */
  readonly from?: readonly string[];
}

/** The port on which ztunnel takes mTLS (HBONE) for the pods of its node. */
const HBONE_PORT = 15008;

/**
 * The address that istio-cni gives the kubelet's probes.
 * @see https://istio.io/latest/docs/ambient/usage/networkpolicy/
 */
const PROBE_CIDR = '169.254.7.127/32';

/**
 * Lets in what comes through the mesh, and the kubelet's probes; nothing else reaches a pod of the namespace.
 * Which port inside HBONE is meant a NetworkPolicy cannot see: that is for an AuthorizationPolicy.
 */
export class AmbientNetworkPolicy extends Construct {
  private readonly admitted = new Set<string>();

  constructor(scope: Construct, id: string, props: AmbientNetworkPolicyProps) {
    super(scope, id);
    const { namespace, name = 'ambient-only', podLabels, openPorts = [] } = props;
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: {
        podSelector: podLabels === undefined ? {} : { matchLabels: podLabels },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: Lazy.any({ produce: () => this.toPeers(props.from) }),
            ports: [{ protocol: 'TCP', port: HBONE_PORT }],
          },
          { from: [{ ipBlock: { cidr: PROBE_CIDR } }] },
          ...openPorts.map(toIngress),
        ],
      },
    });
  }

  /** Lets the mesh in from a namespace whose pods speak HBONE by themselves, such as that of a gateway outside it. */
  admit(namespace: string): void {
    this.admitted.add(namespace);
  }

  private toPeers(from: readonly string[] | undefined) {
    const ambient = { namespaceSelector: { matchLabels: { [DATAPLANE_MODE_LABEL]: 'ambient' } } };
    const named = [...(from ?? []), ...this.admitted].sort().map(toPeer);
    return from === undefined ? [ambient, ...named] : named;
  }
}

export interface GatewayNetworkPolicyProps {
  /** The Gateway, whose pods have its name as a label. */
  readonly gateway: {
    readonly name: string;
    readonly namespace: string;
    /** The ports of all its listeners. */
    readonly ports: readonly number[];
  };

  /**
   * metadata.name.
   * @default - the name of the Gateway
   */
  readonly name?: string;
}

/** The label that istiod puts on the pods of a Gateway. */
const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The port on which a gateway tells load balancers that it is ready. */
const STATUS_PORT = 15021;

/**
 * Lets anyone reach the listeners of a Gateway, in a namespace that is otherwise closed.
 * @see https://kubernetes.io/docs/concepts/services-networking/network-policies/
 */
export class GatewayNetworkPolicy extends Construct {
  constructor(scope: Construct, id: string, { gateway, name }: GatewayNetworkPolicyProps) {
    super(scope, id);
    const toPorts = () => [...new Set([...gateway.ports, STATUS_PORT])].map(port => ({ protocol: 'TCP', port }));
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: name ?? gateway.name, namespace: gateway.namespace },
      spec: {
        podSelector: { matchLabels: { [GATEWAY_NAME_LABEL]: gateway.name } },
        policyTypes: ['Ingress'],
        ingress: [{ ports: Lazy.any({ produce: toPorts }) }],
      },
    });
  }
}

const toPeer = (namespace: string) => ({
  namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
});

function toIngress({ port, from }: OpenPort) {
  return { from: from?.map(toPeer), ports: [{ protocol: 'TCP', port }] };
}
