import { fromField, fromResource, toEnv } from '../environment';
import { discoveryAddress } from '../names';
import type { ResolvedMesh } from '../spec';
import type { EnvVar, ResolvedResources } from '../spec/pod';

/** Where ztunnel connects, and how it logs. */
function toConnection(mesh: ResolvedMesh): EnvVar[] {
  const { ztunnel } = mesh;
  return [
    { name: 'CA_ADDRESS', value: mesh.caAddress === '' ? discoveryAddress(mesh) : mesh.caAddress },
    { name: 'XDS_ADDRESS', value: ztunnel.xdsAddress ?? discoveryAddress(mesh) },
    ...((ztunnel.logAsJson ?? mesh.logAsJson) ? [{ name: 'LOG_FORMAT', value: 'json' }] : []),
    ...(mesh.network === '' ? [] : [{ name: 'NETWORK', value: mesh.network }]),
    { name: 'RUST_LOG', value: ztunnel.logLevel },
    { name: 'RUST_BACKTRACE', value: '1' },
    { name: 'ISTIO_META_CLUSTER_ID', value: mesh.clusterName },
    { name: 'INPOD_ENABLED', value: 'true' },
    { name: 'TERMINATION_GRACE_PERIOD_SECONDS', value: String(ztunnel.terminationGracePeriodSeconds) },
  ];
}

const IDENTITY: readonly EnvVar[] = [
  fromField('POD_NAME', 'metadata.name'),
  fromField('POD_NAMESPACE', 'metadata.namespace'),
  fromField('NODE_NAME', 'spec.nodeName'),
  fromField('INSTANCE_IP', 'status.podIP'),
  fromField('SERVICE_ACCOUNT', 'spec.serviceAccountName'),
];

/** From these ztunnel chooses its number of threads. */
function toCpu(mesh: ResolvedMesh): EnvVar[] {
  const { limits, requests }: ResolvedResources = mesh.ztunnel.resources;
  const { ztunnelCpuDivisor, ztunnelCpuRequest } = mesh.row.knows;
  const told = (set: string | undefined) => ztunnelCpuRequest && set !== undefined;
  return [
    fromResource('ZTUNNEL_CPU_LIMIT', 'limits.cpu', ztunnelCpuDivisor ? '1' : undefined),
    ...(told(limits?.cpu) ? [fromResource('ZTUNNEL_RESOURCE_CPU_LIMIT', 'limits.cpu', '1')] : []),
    ...(told(requests?.cpu) ? [fromResource('ZTUNNEL_RESOURCE_CPU_REQUEST', 'requests.cpu', '1')] : []),
  ];
}

/** The environment of ztunnel's container. */
export function toZtunnelEnv(mesh: ResolvedMesh): EnvVar[] {
  const { ztunnel } = mesh;
  return [
    ...toConnection(mesh),
    ...IDENTITY,
    { name: 'ISTIO_META_ENABLE_HBONE', value: 'true' },
    ...toCpu(mesh),
    ...toEnv(ztunnel.env),
    ...(ztunnel.peerCaCrl ? [{ name: 'CRL_PATH', value: '/var/run/secrets/istio/crl/ca-crl.pem' }] : []),
  ];
}
