import { type GatewayInput, useDeployment } from '../support/deploy-gateway';

const annotated = (annotations: Readonly<Record<string, string>>): GatewayInput => ({ metadata: { annotations } });

describe('a Gateway, deployed by istiod from the templates', () => {
  const { deploy, podOf, proxyOf, serviceOf, variablesOf } = useDeployment();

  test('may run another image', () => {
    const image = 'registry.example.com/istio/proxyv2:1.31.1-fips';
    expect(proxyOf(annotated({ 'sidecar.istio.io/proxyImage': image })).image).toBe(image);
    expect(proxyOf(annotated({ 'sidecar.istio.io/proxyImage': 'no-reference' })).image).toBe(proxyOf({}).image);
  });

  test('may run another type of the image', () => {
    expect(proxyOf(annotated({ 'sidecar.istio.io/proxyImageType': 'debug' })).image).toBe(
      'docker.io/istio/proxyv2:1.31.1-debug',
    );
  });

  test('may log more than others', () => {
    const annotations = {
      'sidecar.istio.io/logLevel': 'debug',
      'sidecar.istio.io/componentLogLevel': 'jwt:trace',
      'sidecar.istio.io/agentLogLevel': 'all:debug',
    };
    expect(proxyOf(annotated(annotations)).args.slice(-6)).toEqual([
      ...['--proxyLogLevel', 'debug'],
      ...['--proxyComponentLogLevel', 'jwt:trace'],
      ...['--log_output_level', 'all:debug'],
    ]);
  });

  test('does not hand on what its annotations say to istiod and kubectl', () => {
    const annotations = { 'gateway.istio.io/controller-version': '5', 'example.com/owner': 'edge' };
    const applied = deploy(annotated(annotations));
    expect(applied.map(({ metadata }) => metadata.annotations)).toEqual(
      applied.map(() => ({ 'example.com/owner': 'edge' })),
    );
  });

  test('is in the network that its label names', () => {
    const metadata = { labels: { 'topology.istio.io/network': 'west' } };
    expect(variablesOf({ metadata, mesh: { network: 'east' } })).toMatchObject({
      ISTIO_META_NETWORK: 'west',
      ISTIO_META_REQUESTED_NETWORK_VIEW: 'west',
    });
    expect(variablesOf({ mesh: { network: 'east' } })).not.toHaveProperty('ISTIO_META_REQUESTED_NETWORK_VIEW');
  });

  test('keeps a text that looks like another YAML type', () => {
    const labels = { version: 'on', build: '0123', note: '' };
    expect(podOf({ spec: { infrastructure: { labels } } }).metadata.labels).toMatchObject({
      version: 'on',
      build: '0123',
    });
  });

  test('runs as a user that OpenShift gave its namespace', () => {
    const annotations = {
      'openshift.io/sa.scc.uid-range': '1000700000/10000',
      'openshift.io/sa.scc.supplemental-groups': '1000800000/10000',
    };
    const beside = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'edge', annotations } }];
    expect(proxyOf({ beside, mesh: { platform: 'openshift' } }).securityContext).toMatchObject({
      runAsUser: 1000709999,
      runAsGroup: 1000809999,
    });
  });

  test('that lies between networks tells istiod which one it serves', () => {
    const env = { AMBIENT_ENABLE_MULTI_NETWORK: 'true' };
    const input = {
      metadata: { labels: { 'topology.istio.io/network': 'east' } },
      spec: { gatewayClassName: 'istio-east-west', listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }] },
      mesh: { network: 'east', istiod: { env } },
    };
    expect(serviceOf(input).type).toBe('LoadBalancer');
    expect(podOf(input).metadata.labels).toMatchObject({ 'gateway.istio.io/managed': 'istio.io-eastwest-controller' });
    expect(variablesOf(input)).toMatchObject({ ISTIO_META_REQUESTED_NETWORK_VIEW: 'east' });
  });

  test('tells two listeners apart whose names become one in a Service', () => {
    const listeners = [
      { name: 'a.b', port: 80, protocol: 'HTTP' },
      { name: 'a-b', port: 81, protocol: 'HTTP' },
    ];
    const { ports } = serviceOf({ spec: { listeners } });
    expect(ports.map(({ name }) => name)).toEqual(['status-port', 'a-b', 'a-b-81']);
  });

  test('gets props that look like actions as they were written', () => {
    const mesh = { clusterName: '{{ .Name }}', proxy: { componentLogLevel: '{{ fail "a" }}' } };
    expect(variablesOf({ mesh }).ISTIO_META_CLUSTER_ID).toBe('{{ .Name }}');
    expect(proxyOf({ mesh }).args).toContain('{{ fail "a" }}');
  });
});
