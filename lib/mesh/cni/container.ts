import { fromField, fromResource, toEnv } from '../environment';
import { imageReference } from '../images';
import { unlessEmpty } from '../manifest';
import type { ResolvedMesh } from '../spec';
import type { EnvVar } from '../spec/pod';
import { CNI_NAME } from './names';
import { CNI_MOUNTS } from './volumes';

/** Rules in other pods' network namespaces, found through /proc, on host directories that belong to others. */
const CAPABILITIES = ['NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_ADMIN', 'DAC_OVERRIDE'];

function toCniEnv(mesh: ResolvedMesh): EnvVar[] {
  const { cni } = mesh;
  return [
    fromField('REPAIR_NODE_NAME', 'spec.nodeName'),
    { name: 'REPAIR_RUN_AS_DAEMON', value: 'true' },
    { name: 'REPAIR_SIDECAR_ANNOTATION', value: 'sidecar.istio.io/status' },
    ...(cni.shareHostNetworkNamespace ? [] : [{ name: 'ALLOW_SWITCH_TO_HOST_NS', value: 'true' }]),
    { name: 'NODE_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'spec.nodeName' } } },
    fromResource('GOMEMLIMIT', 'limits.memory', '1'),
    fromResource('GOMAXPROCS', 'limits.cpu', '1'),
    fromField('POD_NAME', 'metadata.name'),
    fromField('POD_NAMESPACE', 'metadata.namespace'),
    ...toEnv(cni.env),
  ];
}

function toSecurityContext(mesh: ResolvedMesh): Record<string, unknown> {
  const { cni } = mesh;
  const seLinuxOptions = unlessEmpty(cni.seLinuxOptions);
  return {
    appArmorProfile: cni.useAppArmorAnnotation ? undefined : { type: 'Unconfined' },
    privileged: false,
    runAsUser: 0,
    runAsGroup: 0,
    runAsNonRoot: false,
    capabilities: { drop: ['ALL'], add: CAPABILITIES },
    seLinuxOptions: seLinuxOptions === undefined ? undefined : { type: 'spc_t', ...seLinuxOptions },
    seccompProfile: cni.seccompProfile,
  };
}

/** The container that installs the plugin on the node and serves it. */
export function toCniContainer(mesh: ResolvedMesh): Record<string, unknown> {
  const { cni } = mesh;
  const logLevel = cni.logLevel ?? mesh.logLevel ?? 'info';
  return {
    name: 'install-cni',
    image: imageReference(mesh, cni),
    imagePullPolicy: cni.pullPolicy ?? mesh.imagePullPolicy,
    command: ['install-cni'],
    args: [
      ...(logLevel === '' ? [] : [`--log_output_level=${logLevel}`]),
      ...(mesh.logAsJson ? ['--log_as_json'] : []),
    ],
    ports: [{ name: 'metrics', containerPort: 15014, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
    securityContext: toSecurityContext(mesh),
    envFrom: [{ configMapRef: { name: `${CNI_NAME}-config` } }],
    env: toCniEnv(mesh),
    volumeMounts: CNI_MOUNTS,
    resources: cni.resources,
  };
}
