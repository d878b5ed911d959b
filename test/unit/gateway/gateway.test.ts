import { Gateway, type GatewayProps } from '../../../lib/gateway/gateway';
import { faults, only, synthesize } from '../../support/synthesize';

const MINIMAL: GatewayProps = {
  name: 'edge',
  namespace: 'istio-edge',
  listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
};

const gateway = (props: Partial<GatewayProps> = {}) =>
  synthesize(chart => new Gateway(chart, 'Gateway', { ...MINIMAL, ...props }));
const spec = (props: Partial<GatewayProps>) => only(gateway(props), 'Gateway').spec;
const parameters = (props: Partial<GatewayProps>) => only(gateway(props), 'ConfigMap').data;

test('a Gateway without options leaves everything to istiod', () => {
  expect(gateway()).toEqual([
    {
      apiVersion: 'gateway.networking.k8s.io/v1',
      kind: 'Gateway',
      metadata: { name: 'edge', namespace: 'istio-edge' },
      spec: {
        gatewayClassName: 'istio',
        listeners: [{ name: 'http', protocol: 'HTTP', port: 80, allowedRoutes: { namespaces: { from: 'Same' } } }],
      },
    },
  ]);
});

describe('each prop shows', () => {
  test('labels', () =>
    expect(only(gateway({ labels: { 'istio.io/rev': 'next' } }), 'Gateway').metadata.labels).toEqual({
      'istio.io/rev': 'next',
    }));

  test('gatewayClassName', () => expect(spec({ gatewayClassName: 'ours' }).gatewayClassName).toBe('ours'));

  test('listeners, with hostname', () => {
    const listeners: GatewayProps['listeners'] = [{ name: 'a', protocol: 'HTTP', port: 81, hostname: '*.example.com' }];
    expect(spec({ listeners }).listeners).toMatchObject([{ name: 'a', port: 81, hostname: '*.example.com' }]);
  });

  test('infrastructureLabels and infrastructureAnnotations', () => {
    const labels = { team: 'edge' };
    const annotations = { 'example.com/owner': 'edge' };
    expect(spec({ infrastructureLabels: labels, infrastructureAnnotations: annotations }).infrastructure).toEqual({
      labels,
      annotations,
    });
  });

  test('exposure on node ports', () => {
    const exposure = { type: 'NodePort', nodePorts: { http: 31000 } } as const;
    expect(spec({ exposure }).infrastructure.parametersRef).toEqual({
      group: '',
      kind: 'ConfigMap',
      name: 'edge-options',
    });
    expect(parameters({ exposure })).toEqual({
      service: 'spec:\n  type: NodePort\n  ports:\n    - port: 80\n      nodePort: 31000\n',
    });
  });

  test('exposure on other ports of the host, for kind', () => {
    const exposure = { type: 'NodePort', nodePorts: { http: 30081 }, hostPorts: { http: 8081 } } as const;
    expect(only(gateway({ exposure }), 'Gateway').metadata.annotations).toEqual({
      'cdk8s-istio-ambient/host-ports': '30081=8081',
    });
  });

  test('exposure inside the cluster only', () =>
    expect(parameters({ exposure: { type: 'ClusterIP' } })).toEqual({ service: 'spec:\n  type: ClusterIP\n' }));

  test('exposure by load balancer, with a fixed address', () => {
    expect(gateway({ exposure: { type: 'LoadBalancer' } })).toEqual(gateway());
    expect(spec({ exposure: { type: 'LoadBalancer', address: '192.0.2.10' } }).addresses).toEqual([
      { type: 'IPAddress', value: '192.0.2.10' },
    ]);
  });

  test('replicas', () => expect(parameters({ replicas: 3 })).toEqual({ deployment: 'spec:\n  replicas: 3\n' }));

  test('resources', () =>
    expect(parameters({ resources: { requests: { cpu: '50m' } } }).deployment).toBe(
      'spec:\n  template:\n    spec:\n      containers:\n        - name: istio-proxy\n          resources:\n            requests:\n              cpu: 50m\n',
    ));

  test('autoscaling', () => {
    const data = parameters({ autoscaling: { minReplicas: 2, maxReplicas: 6, averageUtilization: 70 } });
    expect(data.horizontalPodAutoscaler).toMatchInlineSnapshot(`
spec:
  minReplicas: 2
  maxReplicas: 6
  metrics:
    - type: Resource
      resource:
        name: cpu
        target:
          type: Utilization
          averageUtilization: 70

`);
    expect(parameters({ autoscaling: { minReplicas: 2, maxReplicas: 6 } }).horizontalPodAutoscaler).toContain(': 80');
  });

  test('minAvailable', () =>
    expect(parameters({ replicas: 2, minAvailable: 1 }).podDisruptionBudget).toBe('spec:\n  minAvailable: 1\n'));
});

describe('listeners admit', () => {
  const admitted = (...namespaces: string[]) =>
    synthesize(chart => {
      const made = new Gateway(chart, 'Gateway', MINIMAL);
      for (const namespace of namespaces) made.admit(namespace, 'http');
    })[0].spec.listeners[0].allowedRoutes.namespaces;

  test('their own namespace', () => expect(admitted('istio-edge')).toEqual({ from: 'Same' }));

  test('the namespaces that need them, each once and sorted', () =>
    expect(admitted('b', 'a', 'b')).toEqual({
      from: 'Selector',
      selector: { matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['a', 'b'] }] },
    }));
});

test('fails with every fault of a Gateway at once', () => {
  const listeners: GatewayProps['listeners'] = [
    { name: 'http', protocol: 'HTTP', port: 15021 },
    { name: 'http', protocol: 'HTTP', port: 0 },
  ];
  expect(
    faults(
      chart =>
        new Gateway(chart, 'Gateway', {
          name: 'a-name-that-fills-most-of-what-a-label-can-hold-for-a-service',
          namespace: 'istio-edge',
          listeners,
          exposure: { type: 'NodePort', nodePorts: { http: 80, other: 31000 }, hostPorts: { http: 0, third: 80 } },
          replicas: 0,
          autoscaling: { minReplicas: 3, maxReplicas: 2 },
          minAvailable: 3,
        }),
    ),
  ).toMatchInlineSnapshot(`
AMB201: found "a-name-that-fills-most-of-what-a-label-can-hold-for-a-service-istio" with 67 characters, expected at most 63 characters in the name that istiod makes of the Gateway and its class: shorten name or gatewayClassName

AMB205: found 80 for listener "http", expected 30000 to 32767: choose node ports in that range

AMB206: found node ports for "other", expected names of its listeners: "http", "http": rename the node port, or add the listener

AMB211: found 80 for port 15021, 80 for port 0, expected one node port for each port, whatever listeners share it, and another one for each other port: name one listener of each port, and give each port a node port of its own

AMB281: found host port 0 for "http", host port 80 for "third", expected 1 to 65535, for a listener with a node port: name the listener in nodePorts too, or choose another port

AMB203: found "http" more than once, expected names that are unique within the Gateway: rename one of them

AMB204: found port 15021,0, expected 1 to 65535 and none of the proxy's own: 15000, 15001, 15006, 15008, 15020, 15021, 15090: choose another port

AMB207: found replicas 0, expected 1 or more: set replicas to a positive whole number

AMB208: found replicas 0 and autoscaling, expected one of the two, since each undoes the other: remove replicas; the autoscaler keeps at least minReplicas

AMB209: found minReplicas 3, maxReplicas 2, expected minReplicas not above maxReplicas: exchange or widen the bounds

AMB210: found minAvailable 3 of 3 pods, expected fewer than the pods that always run, or no node can be drained: raise replicas (or minReplicas), or lower minAvailable
`);
});

test('fails without listeners', () => {
  expect(faults(chart => new Gateway(chart, 'Gateway', { ...MINIMAL, listeners: [] }))).toMatchInlineSnapshot(
    `AMB202: found no listeners, expected one listener or more: add one, as in { name: 'http', protocol: 'HTTP', port: 80 }`,
  );
});

test.each([
  ['two node ports for one port', { a: 31000, b: 31001, c: 31002 }],
  ['one node port for two ports', { a: 31000, c: 31000 }],
])('fails with %s', (_, nodePorts) => {
  const listeners: GatewayProps['listeners'] = [
    { name: 'a', protocol: 'HTTP', port: 80, hostname: 'a.example.com' },
    { name: 'b', protocol: 'HTTP', port: 80, hostname: 'b.example.com' },
    { name: 'c', protocol: 'HTTP', port: 8080 },
  ];
  const exposure = { type: 'NodePort', nodePorts } as never;
  expect(faults(chart => new Gateway(chart, 'Gateway', { ...MINIMAL, listeners, exposure }))).toMatchSnapshot();
});
