import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GATEWAY_METRICS, GATEWAY_NAME_LABEL } from './scrape-config';

export interface GatewayMetricsPolicyProps {
  /** metadata.namespace: that of gateways and waypoints. */
  readonly namespace: string;

  /** Who may read: a `Prometheus`, or the namespace and labels of another one's pods. */
  readonly from: { readonly namespace: string; readonly labels: Readonly<Record<string, string>> };

  /**
   * metadata.name.
   * @default 'gateway-metrics'
   */
  readonly name?: string;
}

/**
 * Lets a Prometheus outside the mesh read the metrics of the gateways and waypoints of a namespace that is closed to
 * everything else. NetworkPolicies add up, so it stands beside those that close the namespace.
 */
export class GatewayMetricsPolicy extends Construct {
  constructor(scope: Construct, id: string, props: GatewayMetricsPolicyProps) {
    super(scope, id);
    const { namespace, from, name = 'gateway-metrics' } = props;
    const peer = {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': from.namespace } },
      podSelector: { matchLabels: { ...from.labels } },
    };
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'NetworkPolicy',
      metadata: { name, namespace },
      spec: {
        podSelector: { matchExpressions: [{ key: GATEWAY_NAME_LABEL, operator: 'Exists' }] },
        policyTypes: ['Ingress'],
        ingress: [{ from: [peer], ports: [{ protocol: 'TCP', port: GATEWAY_METRICS.port }] }],
      },
    });
  }
}
