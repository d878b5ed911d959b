import { MeshMonitors, type MeshMonitorsProps } from '../../../lib/addons/prometheus/mesh-monitors';
import { faults, synthesize, toYaml } from '../../support/synthesize';

const monitors = (props: MeshMonitorsProps = {}) => synthesize(chart => new MeshMonitors(chart, 'Monitors', props));
const places = (props: MeshMonitorsProps) =>
  monitors(props).map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);

test('a ServiceMonitor for istiod, PodMonitors for the rest', () => expect(toYaml(monitors())).toMatchSnapshot());

describe('each prop shows', () => {
  test('mesh: each monitor is beside what it reads', () =>
    expect(places({ mesh: { istiod: 'mesh', cni: 'istio-cni', ztunnel: 'ztunnel' } })).toEqual([
      'ServiceMonitor mesh/istiod',
      'PodMonitor istio-cni/istio-cni',
      'PodMonitor ztunnel/ztunnel',
      'PodMonitor mesh/istio-gateways',
    ]));

  test('gatewayNamespaces: a monitor each, for its own namespace', () => {
    const objects = monitors({ gatewayNamespaces: ['web', 'shop', 'web'] }).slice(3);
    expect(objects.map(({ metadata, spec }) => [metadata.namespace, spec.namespaceSelector])).toEqual([
      ['web', undefined],
      ['shop', undefined],
    ]);
  });

  test('labels', () =>
    expect(
      monitors({ labels: { release: 'stack' } }).every(({ metadata }) => metadata.labels?.release === 'stack'),
    ).toBe(true));

  test('intervalSeconds', () =>
    expect(
      monitors({ intervalSeconds: 30 }).map(({ spec }) => (spec.endpoints ?? spec.podMetricsEndpoints)[0].interval),
    ).toEqual(Array(4).fill('30s')));
});

test('fails without an interval', () =>
  expect(faults(chart => new MeshMonitors(chart, 'Monitors', { intervalSeconds: 0 }))).toMatchInlineSnapshot(
    `AMB730: found intervalSeconds 0, expected a whole number, 1 or more: leave it out for 15 seconds`,
  ));
