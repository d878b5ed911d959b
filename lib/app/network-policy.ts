import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { DATAPLANE_MODE_LABEL } from '../mesh/namespace';

export interface AmbientNetworkPolicyProps {
  /** metadata.namespace: every pod in it is covered. */
  readonly namespace: string;

  /**
   * metadata.name.
   * @default 'ambient-only'
   */
  readonly name?: string;
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
  constructor(scope: Construct, id: string, props: AmbientNetworkPolicyProps) {
    super(scope, id);
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name: props.name ?? 'ambient-only', namespace: props.namespace },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { [DATAPLANE_MODE_LABEL]: 'ambient' } } }],
            ports: [{ protocol: 'TCP', port: HBONE_PORT }],
          },
          { from: [{ ipBlock: { cidr: PROBE_CIDR } }] },
        ],
      },
    });
  }
}
