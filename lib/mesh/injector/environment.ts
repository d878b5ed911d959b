import type { k8s } from 'cdk8s-plus-28';
import { fromField, fromResource } from '../environment';
import { discoveryAddress } from '../names';
import type { ResolvedMesh } from '../spec';
import { type Block, each, hole, literal, type Templated, when } from './templated';

type Variable = Templated<k8s.EnvVar>;

const NETWORK_LABEL = 'topology.istio.io/network';

/** The network that a Gateway's labels name, and the one that its proxy is in. */
export const networkDefinitions = (mesh: ResolvedMesh) => ({
  labelledNetwork: `index .InfrastructureLabels ${literal(NETWORK_LABEL)}`,
  network: mesh.network === '' ? '$labelledNetwork' : `$labelledNetwork | default ${literal(mesh.network)}`,
});

/**
 * The environment of istio-agent and Envoy, gateways and waypoints alike.
 *
 * @see https://istio.io/latest/docs/reference/commands/pilot-agent/
 */
export function toEnvironment(mesh: ResolvedMesh): readonly (Variable | Block<Variable>)[] {
  const divisor = mesh.row.knows.gatewayLimitDivisor ? '1' : undefined;
  return [
    { name: 'PILOT_CERT_PROVIDER', value: mesh.istiod.pilotCertProvider },
    { name: 'CA_ADDR', value: mesh.caAddress === '' ? discoveryAddress(mesh) : mesh.caAddress },
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    fromField('INSTANCE_IP', 'status.podIP'),
    fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
    fromField('HOST_IP', 'status.hostIP'),
    fromResource('ISTIO_CPU_LIMIT', 'limits.cpu', divisor),
    { name: 'PROXY_CONFIG', value: hole(`printf ${literal('%s\n')} (protoToJSON .ProxyConfig) | quote`) },
    fromResource('GOMEMLIMIT', 'limits.memory', divisor),
    fromResource('GOMAXPROCS', 'limits.cpu', divisor),
    { name: 'ISTIO_META_CLUSTER_ID', value: mesh.clusterName },
    fromField('ISTIO_META_NODE_NAME', 'spec.nodeName'),
    when('$network', { name: 'ISTIO_META_NETWORK', value: hole('$network | quote') }),
    { name: 'ISTIO_META_WORKLOAD_NAME', value: hole('.DeploymentName | quote') },
    {
      name: 'ISTIO_META_OWNER',
      value: hole(
        `printf ${literal('kubernetes://apis/apps/v1/namespaces/%s/deployments/%s')} .Namespace .DeploymentName`,
      ),
    },
    {
      name: 'ISTIO_META_MESH_ID',
      value: mesh.meshId === '' ? hole('.MeshConfig.TrustDomain | quote') : mesh.meshId,
    },
    { name: 'TRUST_DOMAIN', value: hole('.MeshConfig.TrustDomain | quote') },
    each('$name, $value := .ProxyConfig.ProxyMetadata', { name: hole('$name | quote'), value: hole('$value | quote') }),
  ];
}
