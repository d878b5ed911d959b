import { imageReference } from '../images';
import { type Manifest, unlessEmpty } from '../manifest';
import { NODE_CRITICAL } from '../resource-quota';
import type { ResolvedMesh } from '../spec';
import { toZtunnelEnv } from './environment';
import { APP_LABELS, revisionAnnotation, ztunnelMetadata } from './names';
import { toZtunnelMounts, toZtunnelVolumes } from './volumes';

/** Sockets in pods' network namespaces, with the original addresses. */
const CAPABILITIES = ['NET_ADMIN', 'SYS_ADMIN', 'NET_RAW'];

function toContainer(mesh: ResolvedMesh): Record<string, unknown> {
  const { ztunnel } = mesh;
  return {
    name: 'istio-proxy',
    image: imageReference(mesh, ztunnel),
    imagePullPolicy: ztunnel.imagePullPolicy ?? mesh.imagePullPolicy,
    args: ['proxy', 'ztunnel'],
    ports: [{ name: 'ztunnel-stats', containerPort: 15020, protocol: 'TCP' }],
    resources: ztunnel.resources,
    securityContext: {
      // SYS_ADMIN implies it, and the API server refuses to hear otherwise.
      allowPrivilegeEscalation: true,
      privileged: false,
      capabilities: { drop: ['ALL'], add: CAPABILITIES },
      readOnlyRootFilesystem: true,
      runAsUser: 0,
      runAsGroup: 1337,
      runAsNonRoot: false,
      seLinuxOptions: unlessEmpty(ztunnel.seLinuxOptions),
    },
    readinessProbe: { httpGet: { path: '/healthz/ready', port: 15021 } },
    env: toZtunnelEnv(mesh),
    volumeMounts: toZtunnelMounts(mesh),
  };
}

function toPodMetadata(mesh: ResolvedMesh): Record<string, unknown> {
  const { ztunnel } = mesh;
  return {
    labels: {
      ...APP_LABELS,
      'istio.io/dataplane-mode': 'none',
      'sidecar.istio.io/inject': 'false',
      ...ztunnel.podLabels,
    },
    annotations: {
      'sidecar.istio.io/inject': 'false',
      ...revisionAnnotation(mesh),
      'prometheus.io/port': '15020',
      'prometheus.io/scrape': 'true',
      ...ztunnel.podAnnotations,
    },
  };
}

function toPodSpec(mesh: ResolvedMesh): Record<string, unknown> {
  const { ztunnel } = mesh;
  return {
    nodeSelector: { 'kubernetes.io/os': 'linux', ...ztunnel.nodeSelector },
    affinity: unlessEmpty(ztunnel.affinity),
    serviceAccountName: ztunnel.resourceName,
    tolerations: unlessEmpty(ztunnel.tolerations),
    dnsPolicy: ztunnel.dnsPolicy,
    dnsConfig: ztunnel.dnsConfig,
    priorityClassName: NODE_CRITICAL,
    terminationGracePeriodSeconds: ztunnel.terminationGracePeriodSeconds,
    containers: [toContainer(mesh)],
    volumes: toZtunnelVolumes(mesh),
  };
}

/** The proxy on every node. */
export function toZtunnelDaemonSet(mesh: ResolvedMesh): Manifest {
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: ztunnelMetadata(mesh),
    spec: {
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: mesh.ztunnel.rollingUpdate },
      selector: { matchLabels: { app: 'ztunnel' } },
      template: { metadata: toPodMetadata(mesh), spec: toPodSpec(mesh) },
    },
  };
}
