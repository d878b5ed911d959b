import { imageReference } from '../images';
import { unlessEmpty } from '../manifest';
import type { ResolvedMesh } from '../spec';
import { toCniEnv } from './environment';
import { CNI_NAME } from './names';
import { CNI_MOUNTS } from './volumes';

/** Rules in other pods' network namespaces, found through /proc, on host directories that belong to others. */
const CAPABILITIES = ['NET_ADMIN', 'NET_RAW', 'SYS_PTRACE', 'SYS_ADMIN', 'DAC_OVERRIDE'];

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
    args: unlessEmpty([
      ...(logLevel === '' ? [] : [`--log_output_level=${logLevel}`]),
      ...(mesh.logAsJson ? ['--log_as_json'] : []),
    ]),
    ports: [{ name: 'metrics', containerPort: 15014, protocol: 'TCP' }],
    readinessProbe: { httpGet: { path: '/readyz', port: 8000 } },
    securityContext: toSecurityContext(mesh),
    envFrom: [{ configMapRef: { name: `${CNI_NAME}-config` } }],
    env: toCniEnv(mesh),
    volumeMounts: CNI_MOUNTS,
    resources: cni.resources,
  };
}
