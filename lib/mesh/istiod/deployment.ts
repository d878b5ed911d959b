import { imageReference } from '../images';
import { type Manifest, unlessEmpty } from '../manifest';
import { ISTIOD_LABELS, istiodLabels, istiodName, revisionLabel } from '../names';
import { platformRow } from '../platforms';
import type { ResolvedMesh } from '../spec';
import { toIstiodEnv } from './environment';
import { toIstiodMounts, toIstiodVolumes } from './volumes';

const PORTS = {
  'http-debug': 8080,
  'grpc-xds': 15010,
  'tls-xds': 15012,
  'https-webhooks': 15017,
  'http-monitoring': 15014,
};

function toArgs(mesh: ResolvedMesh): string[] {
  const { istiod, logAsJson } = mesh;
  const logLevel = mesh.logLevel ?? 'default:info';
  const taintNamespace = istiod.taintNamespace ?? (istiod.taintEnabled ? mesh.cni.namespace : '');
  return [
    'discovery',
    '--monitoringAddr=:15014',
    ...(logLevel === '' ? [] : [`--log_output_level=${logLevel}`]),
    ...(logAsJson ? ['--log_as_json'] : []),
    '--domain',
    mesh.clusterDomain,
    ...(taintNamespace === '' ? [] : [`--cniNamespace=${taintNamespace}`]),
    '--keepaliveMaxServerConnectionAge',
    istiod.keepaliveMaxServerConnectionAge,
    ...istiod.extraContainerArgs,
  ];
}

/** What istiod's container reports when it ends, where the version knows the setting. */
function toTerminationMessagePolicy(mesh: ResolvedMesh): string | undefined {
  const wanted = mesh.istiod.terminationMessagePolicy ?? platformRow(mesh.platform).terminationMessagePolicy;
  return mesh.row.knows.terminationMessagePolicy ? wanted : undefined;
}

function toContainer(mesh: ResolvedMesh): Record<string, unknown> {
  const { istiod } = mesh;
  return {
    name: 'discovery',
    image: imageReference(mesh, istiod),
    imagePullPolicy: mesh.imagePullPolicy,
    terminationMessagePolicy: toTerminationMessagePolicy(mesh),
    args: toArgs(mesh),
    ports: Object.entries(PORTS).map(([name, containerPort]) => ({ name, containerPort, protocol: 'TCP' })),
    readinessProbe: {
      httpGet: { path: '/ready', port: 8080 },
      initialDelaySeconds: 1,
      periodSeconds: 3,
      timeoutSeconds: 5,
    },
    env: toIstiodEnv(mesh),
    resources: istiod.resources,
    securityContext: {
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ['ALL'] },
      seccompProfile: istiod.seccompProfile,
    },
    volumeMounts: toIstiodMounts(mesh),
  };
}

function toPodMetadata(mesh: ResolvedMesh): Record<string, unknown> {
  return {
    labels: {
      ...ISTIOD_LABELS,
      'istio.io/rev': revisionLabel(mesh),
      istio: mesh.revision === '' ? 'pilot' : 'istiod',
      ...mesh.istiod.podLabels,
      'istio.io/dataplane-mode': 'none',
      'sidecar.istio.io/inject': 'false',
    },
    annotations: {
      'prometheus.io/port': '15014',
      'prometheus.io/scrape': 'true',
      'sidecar.istio.io/inject': 'false',
      ...mesh.istiod.podAnnotations,
    },
  };
}

function toPodSpec(mesh: ResolvedMesh): Record<string, unknown> {
  const { istiod } = mesh;
  return {
    serviceAccountName: istiodName(mesh),
    priorityClassName: istiod.priorityClassName,
    nodeSelector: unlessEmpty(istiod.nodeSelector),
    affinity: unlessEmpty(istiod.affinity),
    tolerations: [{ key: 'cni.istio.io/not-ready', operator: 'Exists' }, ...istiod.tolerations],
    topologySpreadConstraints: unlessEmpty(istiod.topologySpreadConstraints),
    initContainers: unlessEmpty(istiod.initContainers),
    containers: [toContainer(mesh)],
    volumes: toIstiodVolumes(mesh),
  };
}

/** istiod itself. */
export function toDeployment(mesh: ResolvedMesh): Manifest {
  const { istiod } = mesh;
  const selector = mesh.revision === '' ? { istio: 'pilot' } : { app: 'istiod', 'istio.io/rev': mesh.revision };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: {
      name: istiodName(mesh),
      namespace: mesh.namespace,
      labels: { ...istiodLabels(mesh), ...istiod.deploymentLabels },
      annotations: unlessEmpty(istiod.deploymentAnnotations),
    },
    spec: {
      replicas: istiod.autoscaleEnabled ? undefined : istiod.replicaCount,
      strategy: {
        rollingUpdate: { maxSurge: istiod.rollingMaxSurge, maxUnavailable: istiod.rollingMaxUnavailable },
      },
      selector: { matchLabels: selector },
      template: { metadata: toPodMetadata(mesh), spec: toPodSpec(mesh) },
    },
  };
}
