import { MeshMonitors, type MeshMonitorsProps } from '../../../../lib/addons/prometheus/mesh-monitors';
import { GatewayMetricsPolicy, type GatewayMetricsPolicyProps } from '../../../../lib/addons/prometheus/metrics-policy';
import { Prometheus } from '../../../../lib/addons/prometheus/prometheus';
import type { PrometheusProps } from '../../../../lib/addons/prometheus/prometheus-props';
import type { MeshNamespaces, ScrapeJob } from '../../../../lib/addons/prometheus/scrape-config';
import { built, showProps } from '../../../support/show-props';

showProps<MeshMonitorsProps>('MeshMonitorsProps', {
  base: {},
  makes: built((chart, props) => new MeshMonitors(chart, 'Monitors', props)),
  examples: {
    mesh: { mesh: { istiod: 'mesh' } },
    gatewayNamespaces: { gatewayNamespaces: ['web', 'shop'] },
    labels: { labels: { release: 'kube-prometheus-stack' } },
    intervalSeconds: { intervalSeconds: 30 },
  },
});

showProps<MeshNamespaces>('MeshNamespaces', {
  base: { istiod: 'istio-system', cni: 'istio-system', ztunnel: 'istio-system' },
  makes: built((chart, mesh) => new MeshMonitors(chart, 'Monitors', { mesh })),
  examples: { istiod: { istiod: 'mesh' }, cni: { cni: 'istio-cni' }, ztunnel: { ztunnel: 'ztunnel' } },
});

const SCRAPER = { namespace: 'istio-system', labels: { app: 'prometheus' } };

showProps<GatewayMetricsPolicyProps>('GatewayMetricsPolicyProps', {
  base: { namespace: 'web', from: SCRAPER },
  makes: built((chart, props) => new GatewayMetricsPolicy(chart, 'Policy', props)),
  examples: {
    namespace: { namespace: 'shop' },
    from: { from: { namespace: 'monitoring', labels: { 'app.kubernetes.io/name': 'agent' } } },
    'from.namespace': { from: { ...SCRAPER, namespace: 'monitoring' } },
    'from.labels': { from: { ...SCRAPER, labels: { 'app.kubernetes.io/name': 'agent' } } },
    name: { name: 'scrape' },
  },
});

const SHOP: ScrapeJob = { name: 'shop', labels: { app: 'shop' }, port: 9090 };

showProps<PrometheusProps>('PrometheusProps', {
  base: {},
  makes: built((chart, props) => new Prometheus(chart, 'Prometheus', props)),
  examples: {
    name: { name: 'metrics' },
    namespace: { namespace: 'monitoring' },
    mesh: { mesh: { istiod: 'mesh' } },
    jobs: { jobs: [SHOP] },
    intervalSeconds: { intervalSeconds: 5 },
    retentionHours: { retentionHours: 6 },
    storageMebibytes: { storageMebibytes: 500 },
    image: { image: 'registry.example.com/prom/prometheus:v3.9.1' },
    runAsUser: { runAsUser: 'unset' },
  },
});

showProps<ScrapeJob>('ScrapeJob', {
  base: SHOP,
  makes: built((chart, job) => new Prometheus(chart, 'Prometheus', { jobs: [job] })),
  examples: {
    name: { name: 'store' },
    namespaces: { namespaces: ['web', 'shop'] },
    labels: { labels: { 'example.com/tier': 'v1.2' } },
    'labels, of any value': { labels: { app: '*' } },
    port: { port: 9102 },
    path: { path: '/stats' },
  },
});
