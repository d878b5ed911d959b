import { Yaml } from 'cdk8s';
import { parse } from 'yaml';
import { GatewayMetricsPolicy } from '../../../lib/addons/prometheus/metrics-policy';
import { Prometheus } from '../../../lib/addons/prometheus/prometheus';
import type { PrometheusProps } from '../../../lib/addons/prometheus/prometheus-props';
import { faults, only, synthesize, toYaml } from '../../support/synthesize';

const prometheus = (props: PrometheusProps = {}) => synthesize(chart => new Prometheus(chart, 'Prometheus', props));
const configOf = (props: PrometheusProps) => parse(only(prometheus(props), 'ConfigMap').data['prometheus.yml']);
interface ScrapeConfig {
  readonly kubernetes_sd_configs: readonly { readonly namespaces?: unknown }[];
}

const container = (props: PrometheusProps) => only(prometheus(props), 'Deployment').spec.template.spec.containers[0];

test('a Prometheus is an account that sees pods, a configuration, one pod and a Service', () =>
  expect(toYaml(prometheus())).toMatchSnapshot());

describe('each prop shows', () => {
  test('name and namespace; roles of the cluster carry both', () => {
    const objects = prometheus({ name: 'metrics', namespace: 'monitoring' });
    expect(objects.map(({ kind, metadata }) => [kind, metadata.namespace, metadata.name])).toEqual([
      ['ServiceAccount', 'monitoring', 'metrics'],
      ['ClusterRole', undefined, 'metrics-monitoring'],
      ['ClusterRoleBinding', undefined, 'metrics-monitoring'],
      ['ConfigMap', 'monitoring', 'metrics'],
      ['Deployment', 'monitoring', 'metrics'],
      ['Service', 'monitoring', 'metrics'],
    ]);
  });

  test('mesh', () => {
    const { scrape_configs } = configOf({ mesh: { cni: 'istio-cni', ztunnel: 'ztunnel' } });
    const namespaces = (scrape_configs as ScrapeConfig[]).map(job => job.kubernetes_sd_configs[0].namespaces);
    expect(namespaces).toEqual([
      { names: ['istio-system'] },
      { names: ['istio-cni'] },
      { names: ['ztunnel'] },
      undefined,
    ]);
  });

  test('jobs, with a dot that means itself', () => {
    const jobs = [
      { name: 'shop', namespaces: ['web'], labels: { 'example.com/tier': 'v1.2' }, port: 9090, path: '/stats' },
    ];
    expect(Yaml.stringify(configOf({ jobs }).scrape_configs[4])).toMatchSnapshot();
  });

  test('intervalSeconds; the time limit is never longer', () => {
    expect(configOf({ intervalSeconds: 5 }).global).toEqual({ scrape_interval: '5s', scrape_timeout: '5s' });
    expect(configOf({ intervalSeconds: 60 }).global).toEqual({ scrape_interval: '60s', scrape_timeout: '10s' });
  });

  test('retentionHours', () =>
    expect(container({ retentionHours: 6 }).args).toContain('--storage.tsdb.retention.time=6h'));

  test('storageMebibytes, with room for what is being written', () => {
    expect(container({ storageMebibytes: 500 }).args).toContain('--storage.tsdb.retention.size=400MB');
    expect(only(prometheus({ storageMebibytes: 500 }), 'Deployment').spec.template.spec.volumes).toContainEqual({
      name: 'data',
      emptyDir: { sizeLimit: '500Mi' },
    });
  });

  test('image', () =>
    expect(container({ image: 'example.com/prometheus:v3' }).image).toBe('example.com/prometheus:v3'));

  test('runAsUser', () => {
    expect(container({}).securityContext).toMatchObject({ runAsUser: 65534, runAsGroup: 65534 });
    expect(container({ runAsUser: 'unset' }).securityContext).not.toHaveProperty('runAsUser');
  });
});

test('a changed configuration rolls the pod', () => {
  const annotations = (props: PrometheusProps) =>
    only(prometheus(props), 'Deployment').spec.template.metadata.annotations;
  expect(annotations({ intervalSeconds: 5 })).not.toEqual(annotations({}));
});

test('a Prometheus can be a backend, a workload of policies, and says its URL', () => {
  synthesize(chart => {
    expect(new Prometheus(chart, 'Prometheus', { namespace: 'monitoring' })).toMatchObject({
      serviceName: 'prometheus',
      namespace: 'monitoring',
      port: 9090,
      serviceAccountName: 'prometheus',
      labels: { app: 'prometheus' },
      url: 'http://prometheus.monitoring:9090',
    });
  });
});

test('a policy lets it read gateways in a closed namespace, and nothing else', () => {
  const objects = synthesize(chart => {
    const from = new Prometheus(chart, 'Prometheus');
    new GatewayMetricsPolicy(chart, 'Policy', { namespace: 'web', from });
  });
  expect(toYaml([only(objects, 'NetworkPolicy')])).toMatchSnapshot();
});

test('name of the policy shows', () => {
  const from = { namespace: 'monitoring', labels: { app: 'prometheus' } };
  const [policy] = synthesize(
    chart => new GatewayMetricsPolicy(chart, 'Policy', { namespace: 'web', from, name: 'read' }),
  );
  expect(policy.metadata).toEqual({ name: 'read', namespace: 'web' });
});

test('fails with every fault of a Prometheus at once', () => {
  const wrong: PrometheusProps = {
    intervalSeconds: 0,
    retentionHours: 1.5,
    jobs: [{ name: 'ztunnel', labels: { app: 'other' }, port: 1 }],
    image: 'prometheus',
  };
  expect(faults(chart => new Prometheus(chart, 'Prometheus', wrong))).toMatchInlineSnapshot(`
AMB730: found intervalSeconds 0, retentionHours 1.5, expected whole numbers, 1 or more: leave them out for 15 seconds, 24 hours and 1024 mebibytes

AMB731: found jobs "ztunnel" twice, expected a name for each job: Prometheus does not start with two of one name: rename the job; istiod, istio-cni, ztunnel and gateways are taken

AMB302: found image prometheus, expected a tag other than latest, or a digest: otherwise the image changes under a running system: write the version as the tag, as in docker.io/prom/prometheus:v3.10.0
`);
});
