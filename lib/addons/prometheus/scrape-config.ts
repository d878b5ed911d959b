/** Pods whose metrics are read, all in one way. */
export interface ScrapeJob {
  /** The value of the label `job` of its metrics. */
  readonly name: string;

  /**
   * The namespaces of the pods.
   * @default - all
   */
  readonly namespaces?: readonly string[];

  /** Labels of the pods; `*` stands for any value. */
  readonly labels: Readonly<Record<string, string>>;

  /** The port that the metrics are on. */
  readonly port: number;

  /**
   * The path that the metrics are at.
   * @default '/metrics'
   */
  readonly path?: string;
}

/** Where the components of the mesh run. */
export interface MeshNamespaces {
  readonly istiod: string;
  readonly cni: string;
  readonly ztunnel: string;
}

/** Every component's namespace: those of which nothing is said run where istiod does. */
export function toMeshNamespaces(given: Partial<MeshNamespaces> = {}, usual = 'istio-system'): MeshNamespaces {
  const { istiod = usual, cni = istiod, ztunnel = istiod } = given;
  return { istiod, cni, ztunnel };
}

/** On every gateway and waypoint that istiod deploys: the name of its Gateway. */
export const GATEWAY_NAME_LABEL = 'gateway.networking.k8s.io/gateway-name';

/** The agent's port in a gateway: its own metrics and those of Envoy. */
export const GATEWAY_METRICS = { port: 15020, path: '/stats/prometheus' };

/**
 * What the mesh has to tell, with the ports and paths that its pods are annotated with.
 * @see https://istio.io/latest/docs/ops/integrations/prometheus/
 */
export function toMeshJobs({ istiod, cni, ztunnel }: MeshNamespaces): ScrapeJob[] {
  return [
    { name: 'istiod', namespaces: [istiod], labels: { app: 'istiod' }, port: 15014 },
    { name: 'istio-cni', namespaces: [cni], labels: { 'k8s-app': 'istio-cni-node' }, port: 15014 },
    { name: 'ztunnel', namespaces: [ztunnel], labels: { app: 'ztunnel' }, port: 15020 },
    { name: 'gateways', labels: { [GATEWAY_NAME_LABEL]: '*' }, ...GATEWAY_METRICS },
  ];
}

/** The configuration of a Prometheus that asks the API for pods. */
export function toPrometheusConfig(jobs: readonly ScrapeJob[], intervalSeconds: number) {
  return {
    global: { scrape_interval: `${intervalSeconds}s`, scrape_timeout: `${Math.min(intervalSeconds, 10)}s` },
    scrape_configs: jobs.map(toScrapeConfig),
  };
}

const META = '__meta_kubernetes_pod';

/** Labels of its pods that every metric carries; Kiali finds gateways and workloads by them. */
const KEPT = { namespace: '__meta_kubernetes_namespace', pod: `${META}_name`, node: `${META}_node_name` };

/** @see https://prometheus.io/docs/prometheus/latest/configuration/configuration/#pod */
function toScrapeConfig({ name, namespaces, labels, port, path = '/metrics' }: ScrapeJob) {
  return {
    job_name: name,
    metrics_path: path,
    kubernetes_sd_configs: [{ role: 'pod', ...(namespaces && { namespaces: { names: [...namespaces] } }) }],
    relabel_configs: [
      ...Object.entries(labels).map(([label, value]) => keep(label, value)),
      { source_labels: [`${META}_phase`], action: 'keep', regex: 'Running' },
      // a pod is found once for each of its ports: what is made equal here is scraped once
      { source_labels: [`${META}_ip`], regex: '(.+)', target_label: '__address__', replacement: `$1:${port}` },
      { source_labels: [`${META}_ip`], regex: '(.+:.+)', target_label: '__address__', replacement: `[$1]:${port}` },
      ...Object.entries(KEPT).map(([target_label, source]) => ({ source_labels: [source], target_label })),
      ...['app', 'version'].map(label => ({ source_labels: [`${META}_label_${label}`], target_label: label })),
      { source_labels: [`${META}_label_${sanitize(GATEWAY_NAME_LABEL)}`], target_label: 'gateway' },
    ],
  };
}

function keep(label: string, value: string) {
  const source = `${META}_label${value === '*' ? 'present' : ''}_${sanitize(label)}`;
  return { source_labels: [source], action: 'keep', regex: value === '*' ? 'true' : literally(value) };
}

/** What Prometheus makes of a label's name. */
const sanitize = (label: string) => label.replace(/[^a-zA-Z0-9_]/g, '_');

/** Label values hold letters, digits, `-`, `_` and `.`, of which the dot means something else in an expression. */
const literally = (value: string) => value.replaceAll('.', '\\.');
