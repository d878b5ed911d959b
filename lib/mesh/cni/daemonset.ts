import { type Manifest, unlessEmpty } from '../manifest';
import { NODE_CRITICAL } from '../resource-quota';
import type { ResolvedMesh } from '../spec';
import { toCniContainer } from './container';
import { CNI_NAME, cniAppLabels } from './names';
import { toCniVolumes } from './volumes';

/** AppArmor profiles would block what the agent is there for. */
const UNCONFINED = { 'container.apparmor.security.beta.kubernetes.io/install-cni': 'unconfined' };

function toPodMetadata(mesh: ResolvedMesh): Record<string, unknown> {
  const { cni } = mesh;
  return {
    labels: {
      'k8s-app': `${CNI_NAME}-node`,
      'app.kubernetes.io/name': CNI_NAME,
      'istio.io/dataplane-mode': 'none',
      'sidecar.istio.io/inject': 'false',
      ...cni.podLabels,
    },
    annotations: {
      'sidecar.istio.io/inject': 'false',
      'prometheus.io/scrape': 'true',
      'prometheus.io/port': '15014',
      'prometheus.io/path': '/metrics',
      ...(cni.useAppArmorAnnotation ? UNCONFINED : {}),
      ...cni.podAnnotations,
    },
  };
}

function toPodSpec(mesh: ResolvedMesh): Record<string, unknown> {
  const { cni } = mesh;
  return {
    ...(cni.shareHostNetworkNamespace ? { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' } : {}),
    nodeSelector: { 'kubernetes.io/os': 'linux' },
    affinity: unlessEmpty(cni.affinity),
    tolerations: unlessEmpty(cni.tolerations),
    priorityClassName: NODE_CRITICAL,
    serviceAccountName: CNI_NAME,
    terminationGracePeriodSeconds: cni.terminationGracePeriodSeconds,
    containers: [toCniContainer(mesh)],
    volumes: toCniVolumes(mesh),
  };
}

/** The agent on every node. */
export function toCniDaemonSet(mesh: ResolvedMesh): Manifest {
  const { cni } = mesh;
  const app = `${CNI_NAME}-node`;
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: {
      name: app,
      namespace: cni.namespace,
      labels: { ...cniAppLabels(app, mesh), ...cni.daemonSetLabels },
    },
    spec: {
      selector: { matchLabels: { 'k8s-app': app } },
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: cni.rollingUpdate },
      template: { metadata: toPodMetadata(mesh), spec: toPodSpec(mesh) },
    },
  };
}
