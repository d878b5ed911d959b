import { ConfigMap } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { enforce } from '../../core/checks';
import { toYaml } from '../../core/yaml-text';
import { checksum } from '../../workload/checksum';
import { addDeployment, addService, addServiceAccount, type WorkloadMetadata } from '../../workload/workload';
import { addPodReader } from './pod-reader';
import {
  PROMETHEUS_CHECKS,
  type PrometheusProps,
  type ResolvedPrometheus,
  resolvePrometheus,
} from './prometheus-props';
import { toPrometheusConfig } from './scrape-config';

const PORT = 9090;
const CONFIG_FOLDER = '/etc/metrics';
const DATA_FOLDER = '/data';

/**
 * A small Prometheus that reads what istiod, istio-cni, ztunnel, gateways and waypoints have to tell: ServiceAccount with
 * the right to see pods, ConfigMap, Deployment of one pod and Service. Not for keeping: metrics go with the pod.
 */
export class Prometheus extends Construct {
  readonly serviceName: string;
  readonly namespace: string;
  readonly port = PORT;

  /** metadata.name of the ServiceAccount: what policies know the pods by. */
  readonly serviceAccountName: string;

  /** The labels that select its pods. */
  readonly labels: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PrometheusProps = {}) {
    super(scope, id);
    const prometheus = resolvePrometheus(props);
    enforce(this, PROMETHEUS_CHECKS, prometheus);
    const { name, namespace } = prometheus;
    this.serviceName = name;
    this.namespace = namespace;
    this.serviceAccountName = name;
    this.labels = { app: name };
    const metadata: WorkloadMetadata = { name, namespace, labels: this.labels };

    const serviceAccount = addServiceAccount(this, metadata);
    addPodReader(this, { name, namespace });
    const text = toYaml(toPrometheusConfig(prometheus.jobs, prometheus.intervalSeconds));
    const config = new ConfigMap(this, 'Config', { metadata, data: { 'prometheus.yml': text } });
    addDeployment(this, 'Deployment', {
      metadata,
      selector: this.labels,
      serviceAccount,
      token: true,
      replicas: 1,
      strategy: 'Recreate',
      podAnnotations: { 'checksum/config': checksum(text) },
      container: {
        name: 'prometheus',
        image: prometheus.image,
        args: toArgs(prometheus),
        port: { name: 'http', number: PORT },
        health: { ready: '/-/ready', alive: '/-/healthy', startSeconds: 60 },
        resources: { cpuMillis: { request: 10, limit: 500 }, memoryMebibytes: { request: 128, limit: 512 } },
        runAsUser: prometheus.runAsUser,
        mounts: [
          { path: CONFIG_FOLDER, name: 'config', from: config },
          { path: DATA_FOLDER, name: 'data', from: 'empty', mebibytes: prometheus.storageMebibytes },
        ],
      },
    });
    addService(this, 'Service', {
      metadata,
      selector: this.labels,
      port: { name: 'http', number: PORT, targetPort: PORT },
    });
  }

  /** Where Kiali and others in the cluster reach it. */
  get url(): string {
    return `http://${this.serviceName}.${this.namespace}:${this.port}`;
  }
}

/**
 * The folder has room for a quarter more than is kept: a pod that fills it is evicted.
 * @see https://prometheus.io/docs/prometheus/latest/storage/#operational-aspects
 */
function toArgs({ retentionHours, storageMebibytes }: ResolvedPrometheus): string[] {
  return [
    `--config.file=${CONFIG_FOLDER}/prometheus.yml`,
    `--storage.tsdb.path=${DATA_FOLDER}`,
    `--storage.tsdb.retention.time=${retentionHours}h`,
    `--storage.tsdb.retention.size=${Math.floor(storageMebibytes * 0.8)}MB`,
    `--web.listen-address=:${PORT}`,
  ];
}
