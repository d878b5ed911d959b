import { Construct } from 'constructs';
import { PodMonitor, type PodMonitorSpec, ServiceMonitor } from '../../../imports/monitoring.coreos.com';
import { type Check, enforce } from '../../core/checks';
import { GATEWAY_METRICS, GATEWAY_NAME_LABEL, type MeshNamespaces, toMeshNamespaces } from './scrape-config';

export interface MeshMonitorsProps {
  /**
   * Where the components of the mesh run.
   * @default - istiod in `istio-system`, the others where istiod is
   */
  readonly mesh?: Partial<MeshNamespaces>;

  /**
   * The namespaces of gateways and waypoints; each gets a monitor of its own, since OpenShift's monitoring of user
   * workloads looks at no other namespace than the monitor's.
   * @default - one monitor beside that of istiod, for all namespaces
   * @see https://docs.openshift.com/container-platform/4.19/observability/monitoring/about-ocp-monitoring/key-concepts.html
   */
  readonly gatewayNamespaces?: readonly string[];

  /**
   * Labels of the monitors, by which a Prometheus chooses its own, such as `release: kube-prometheus-stack`.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * How often metrics are read, in seconds.
   * @default 15
   */
  readonly intervalSeconds?: number;
}

interface ResolvedMonitors extends MeshMonitorsProps {
  readonly mesh: MeshNamespaces;
  readonly intervalSeconds: number;
}

function resolve(props: MeshMonitorsProps): ResolvedMonitors {
  return {
    ...props,
    mesh: toMeshNamespaces(props.mesh),
    intervalSeconds: props.intervalSeconds ?? 15,
  };
}

const CHECKS: Check<ResolvedMonitors>[] = [
  {
    id: 'AMB730',
    when: ({ intervalSeconds }) => !Number.isInteger(intervalSeconds) || intervalSeconds < 1,
    found: ({ intervalSeconds }) => `intervalSeconds ${intervalSeconds}`,
    expected: 'a whole number, 1 or more',
    cure: 'leave it out for 15 seconds',
  },
];

/**
 * The same metrics that `Prometheus` reads, for a Prometheus of the Prometheus operator: a ServiceMonitor for istiod and
 * PodMonitors for istio-cni, ztunnel, gateways and waypoints.
 * @see https://istio.io/latest/docs/ops/integrations/prometheus/#option-2-customized-scraping-configurations
 */
export class MeshMonitors extends Construct {
  constructor(scope: Construct, id: string, props: MeshMonitorsProps = {}) {
    super(scope, id);
    const monitors = resolve(props);
    enforce(this, CHECKS, monitors);
    const { mesh, labels, gatewayNamespaces } = monitors;
    const interval = `${monitors.intervalSeconds}s`;
    const metadata = (name: string, namespace: string) => ({ name, namespace, labels: labels && { ...labels } });
    const pods = (name: string, namespace: string, spec: PodMonitorSpec) =>
      new PodMonitor(this, `${namespace}-${name}`, { metadata: metadata(name, namespace), spec });

    new ServiceMonitor(this, 'Istiod', {
      metadata: metadata('istiod', mesh.istiod),
      spec: { selector: { matchLabels: { app: 'istiod' } }, endpoints: [{ port: 'http-monitoring', interval }] },
    });
    pods('istio-cni', mesh.cni, {
      selector: { matchLabels: { 'k8s-app': 'istio-cni-node' } },
      podMetricsEndpoints: [{ port: 'metrics', interval }],
    });
    pods('ztunnel', mesh.ztunnel, {
      selector: { matchLabels: { app: 'ztunnel' } },
      podMetricsEndpoints: [{ port: 'ztunnel-stats', interval }],
    });
    const gateways = {
      selector: { matchExpressions: [{ key: GATEWAY_NAME_LABEL, operator: 'Exists' }] },
      podMetricsEndpoints: [{ port: 'metrics', path: GATEWAY_METRICS.path, interval }],
    };
    if (gatewayNamespaces === undefined) {
      pods('istio-gateways', mesh.istiod, { ...gateways, namespaceSelector: { any: true } });
    } else {
      for (const namespace of new Set(gatewayNamespaces)) pods('istio-gateways', namespace, gateways);
    }
  }
}
