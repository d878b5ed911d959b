import { parse } from 'yaml';
import type { KubeObject } from '../../../../lib/core/object-index';
import { VERSIONS } from '../../../../lib/mesh/versions';
import { toKindConfig } from '../../../../scripts/bootstrap/kind/config';
import { compareMinors, NODE_IMAGES, nodeImageFor } from '../../../../scripts/bootstrap/kind/node-image';
import { upperEnd } from '../../../../scripts/bootstrap/load-balancer/pool';
import { gatewaysOf } from '../../../../scripts/bootstrap/plan/gateways';
import { memoryNeeded } from '../../../../scripts/bootstrap/plan/memory';
import { parseHostPorts, portMappingsOf } from '../../../../scripts/bootstrap/plan/node-ports';
import { planTopology } from '../../../../scripts/bootstrap/plan/plan';

const manifest = (text: string): KubeObject => parse(text) as KubeObject;

/** The shared gateway of the home laboratory: two node ports that are other ports of the host. */
const SHARED_GATEWAY = [
  manifest(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata:
  name: hostk8s-gateway
  namespace: istio-system
  annotations: {cdk8s-istio-ambient/host-ports: '30081=8081,30444=8444'}
spec:
  gatewayClassName: istio
  infrastructure: {parametersRef: {group: '', kind: ConfigMap, name: options}}
  listeners: [{name: http, port: 80, protocol: HTTP}, {name: https, port: 443, protocol: HTTPS}]
`),
  manifest(`
apiVersion: v1
kind: ConfigMap
metadata: {name: options, namespace: istio-system}
data:
  service: |
    spec:
      type: NodePort
      ports: [{port: 80, nodePort: 30081}, {port: 443, nodePort: 30444}]
`),
];

const waypoint = manifest(`
apiVersion: gateway.networking.k8s.io/v1
kind: Gateway
metadata: {name: waypoint, namespace: app}
spec: {gatewayClassName: istio-waypoint, listeners: [{name: mesh, port: 15008, protocol: HBONE}]}
`);

const service = manifest(`
apiVersion: v1
kind: Service
metadata: {name: dns, namespace: app}
spec: {type: NodePort, ports: [{port: 53, protocol: UDP, nodePort: 30053}, {port: 80}]}
`);

describe('ports that the host hands to the nodes', () => {
  it('are those of the default topology, unchanged', async () => {
    const { objects } = await planTopology('intranet-internet', 'dist');
    expect(portMappingsOf(objects)).toEqual([
      { nodePort: 31000, hostPort: 31000, protocol: 'TCP', of: 'Gateway istio-intranet/gateway-intranet' },
      { nodePort: 31001, hostPort: 31001, protocol: 'TCP', of: 'Gateway istio-internet/gateway-internet' },
    ]);
  });

  it('are what an annotation of the Gateway says, and what the command line says above all', () => {
    const pairs = (overrides?: Map<number, number>) =>
      portMappingsOf(SHARED_GATEWAY, overrides).map(({ nodePort, hostPort }) => [nodePort, hostPort]);
    expect(pairs()).toEqual([
      [30081, 8081],
      [30444, 8444],
    ]);
    expect(pairs(parseHostPorts(['30444=9443']))).toEqual([
      [30081, 8081],
      [30444, 9443],
    ]);
  });

  it('include fixed ports of Services, with their protocol, and none that the cluster picks', () => {
    expect(portMappingsOf([service])).toEqual([
      { nodePort: 30053, hostPort: 30053, protocol: 'UDP', of: 'Service app/dns' },
    ]);
  });

  it('fails for what is no pair', () => {
    expect(() => parseHostPorts(['30081:8081'])).toThrowErrorMatchingInlineSnapshot(`
error AMB901: "30081:8081" is no pair of ports
  cure: write NODEPORT=HOSTPORT, for example 30081=8081
`);
  });
});

describe('the configuration of a kind cluster', () => {
  it('maps ports on the control plane, names the image of every node, and labels all of them', () => {
    const [port] = portMappingsOf(SHARED_GATEWAY);
    expect(toKindConfig({ name: 'home', image: 'kindest/node:v1@sha256:00', workers: 1, ports: [port] })).toEqual({
      kind: 'Cluster',
      apiVersion: 'kind.x-k8s.io/v1alpha4',
      name: 'home',
      nodes: [
        {
          role: 'control-plane',
          image: 'kindest/node:v1@sha256:00',
          labels: { 'cdk8s-istio-ambient/cluster': 'home' },
          extraPortMappings: [{ containerPort: 30081, hostPort: 8081, protocol: 'TCP' }],
        },
        { role: 'worker', image: 'kindest/node:v1@sha256:00', labels: { 'cdk8s-istio-ambient/cluster': 'home' } },
      ],
    });
  });

  it.each(VERSIONS.map(({ minor, kubernetes }) => [minor, kubernetes] as const))(
    'has an image by digest within the range of Istio %s',
    (_, kubernetes) => {
      const { minor, image } = nodeImageFor(kubernetes);
      expect(image).toMatch(/^kindest\/node:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
      expect(image).toContain(`:v${minor}.`);
      expect(compareMinors(minor, kubernetes.from)).toBeGreaterThanOrEqual(0);
      expect(compareMinors(minor, kubernetes.to)).toBeLessThanOrEqual(0);
    },
  );

  it('takes the newest image that is within the range', () => {
    expect(nodeImageFor({ from: '1.32', to: '1.36' }).minor).toBe('1.36');
    expect(nodeImageFor({ from: '1.30', to: '1.34' }).minor).toBe('1.34');
    expect(() => nodeImageFor({ from: '1.20', to: '1.22' })).toThrow('no node image for Kubernetes 1.20 to 1.22');
    expect(NODE_IMAGES.map(({ minor }) => minor)).toEqual(
      [...NODE_IMAGES.map(({ minor }) => minor)].sort(compareMinors),
    );
  });
});

describe('the Gateways of a topology', () => {
  it('are known with the Service that istiod makes for them', () => {
    const [shared, inside] = gatewaysOf([...SHARED_GATEWAY, waypoint]);
    expect(shared).toMatchObject({ name: 'hostk8s-gateway', isWaypoint: false });
    expect(shared.service).toEqual({
      type: 'NodePort',
      nodePorts: new Map([
        [80, 30081],
        [443, 30444],
      ]),
    });
    expect(inside).toMatchObject({ isWaypoint: true, service: { type: 'ClusterIP' } });
    expect(gatewaysOf([SHARED_GATEWAY[0]])[0].service.type).toBe('LoadBalancer');
  });
});

describe('the memory that a topology asks for', () => {
  it('counts pods by their replicas, those of every node, the proxies of Gateways, and kind itself', async () => {
    const { objects, mesh } = await planTopology('intranet-internet', 'dist');
    const [one, two] = [memoryNeeded(objects, mesh, 1), memoryNeeded(objects, mesh, 2)].map(bytes => bytes / 2 ** 20);
    // istiod 2048, ztunnel 512, istio-cni 100, six proxies of 128, four pages, one node of 1024
    expect(one).toBeGreaterThan(1024 + 2048 + 512 + 100 + 6 * 128);
    expect(one).toBeLessThan(1024 + 2048 + 512 + 100 + 6 * 128 + 200);
    expect(two - one).toBe(1024 + 512 + 100);
  });
});

describe('the addresses that MetalLB may give on kind', () => {
  it.each([
    ['172.18.0.0/16', '172.18.255.201-172.18.255.250'],
    ['10.89.0.0/24', '10.89.0.201-10.89.0.250'],
    ['192.168.128.0/20', '192.168.143.201-192.168.143.250'],
  ])('are fifty at the upper end of %s', (subnet, range) => expect(upperEnd(subnet)).toBe(range));

  it('fails for a network without room', () => {
    expect(() => upperEnd('10.0.0.0/26')).toThrowErrorMatchingInlineSnapshot(`
error AMB932: the kind network 10.0.0.0/26 is too small for a range
  cure: set METALLB_POOL yourself
`);
  });
});
