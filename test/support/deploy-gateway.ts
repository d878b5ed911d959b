import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { synthMesh } from './synth-mesh';
import { type Applied, BUILD_MS, buildTemplatesProgram, type TemplatesProgram } from './templates-program';

/** A Gateway named edge with one HTTP listener, and what differs from that. */
export interface GatewayInput {
  readonly metadata?: Readonly<Record<string, unknown>>;
  readonly spec?: Readonly<Record<string, unknown>>;
  /** Other objects of the cluster. */
  readonly beside?: readonly unknown[];
  readonly mesh?: AmbientMeshProps;
}

interface Workload extends Applied {
  readonly spec: { readonly template: Pod };
}

interface Pod {
  readonly metadata: { readonly labels: Readonly<Record<string, string>> };
  readonly spec: { readonly containers: readonly [Proxy] };
}

interface Proxy {
  readonly image: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value?: string }[];
  readonly securityContext: Readonly<Record<string, unknown>>;
}

interface Service extends Applied {
  readonly spec: { readonly type: string; readonly ports: readonly { readonly name: string }[] };
}

const toGateway = ({ metadata, spec }: GatewayInput) => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'Gateway',
  metadata: { name: 'edge', namespace: 'edge', ...metadata },
  spec: { gatewayClassName: 'istio', listeners: [{ name: 'http', port: 80, protocol: 'HTTP' }], ...spec },
});

/** Deploys Gateways as istiod does, for the tests of one describe block. */
export function useDeployment() {
  let program: TemplatesProgram;
  beforeAll(() => {
    program = buildTemplatesProgram();
  }, BUILD_MS);
  afterAll(() => program?.remove());

  const deploy = (input: GatewayInput): Applied[] =>
    program.deployObjects(synthMesh(input.mesh), [...(input.beside ?? []), toGateway(input)]);
  const find = (input: GatewayInput, kind: string) => deploy(input).find(object => object.kind === kind);
  const podOf = (input: GatewayInput) => (find(input, 'Deployment') as Workload).spec.template;
  const proxyOf = (input: GatewayInput) => podOf(input).spec.containers[0];
  const serviceOf = (input: GatewayInput) => (find(input, 'Service') as Service).spec;
  const variablesOf = (input: GatewayInput): Record<string, string | undefined> =>
    Object.fromEntries(proxyOf(input).env.map(({ name, value }) => [name, value]));
  return { deploy, podOf, proxyOf, serviceOf, variablesOf };
}
