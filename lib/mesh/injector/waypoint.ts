import type { k8s } from 'cdk8s-plus-28';
import { fromField } from '../environment';
import { toImagePullSecrets, unlessEmpty } from '../manifest';
import type { ResolvedMesh } from '../spec';
import { SELECTOR, toAutoscaler, toDisruptionBudget, toService, toServiceAccount } from './companions';
import { imageDefinitions, toDomain, toLogArguments, toProxyContainer, UNPRIVILEGED } from './container';
import { networkDefinitions, toEnvironment } from './environment';
import { dict, METADATA_DEFINITIONS, toMetadata, toPodMetadata } from './metadata';
import { printTemplate } from './template-text';
import { hole, literal, type Templated, when } from './templated';
import { toMounts, toVolumes, waypointVolumes } from './volumes';

/** The template of waypoints, and of gateways between networks. */
export function toWaypointTemplate(mesh: ResolvedMesh): string {
  const definitions = { ...METADATA_DEFINITIONS, ...networkDefinitions(mesh), ...imageDefinitions(mesh) };
  return printTemplate(definitions, [
    toServiceAccount(),
    toDeployment(mesh),
    toService(`toJsonMap ${dict(NEAR_FIRST)} $annotations`),
    toAutoscaler(),
    toDisruptionBudget(),
  ]);
}

/** Traffic stays in the zone where it can. */
const NEAR_FIRST = { 'networking.istio.io/traffic-distribution': literal('PreferClose') };

/** ztunnel must not capture what it hands to the waypoint. */
const OUT_OF_MESH = { 'istio.io/dataplane-mode': literal('none') };

function toDeployment(mesh: ResolvedMesh) {
  const spec: Templated<k8s.DeploymentSpec> = {
    selector: { matchLabels: SELECTOR },
    template: { metadata: toPodMetadata(mesh, OUT_OF_MESH), spec: toPod(mesh) },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: toMetadata('.DeploymentName'), spec };
}

function toPod(mesh: ResolvedMesh): Templated<k8s.PodSpec> {
  const { affinity, nodeSelector, tolerations, topologySpreadConstraints } = mesh.waypoint;
  return {
    affinity: unlessEmpty(affinity),
    nodeSelector: unlessEmpty(nodeSelector),
    tolerations: unlessEmpty(tolerations),
    topologySpreadConstraints: unlessEmpty(topologySpreadConstraints),
    serviceAccountName: hole('.ServiceAccount | quote'),
    containers: [toContainer(mesh)],
    volumes: toVolumes(waypointVolumes(mesh)),
    imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
  };
}

function toContainer(mesh: ResolvedMesh): Templated<k8s.Container> {
  return {
    ...toProxyContainer(mesh),
    args: [
      ...['proxy', 'waypoint', '--domain', toDomain(mesh)],
      ...['--serviceCluster', hole(`printf ${literal('%s.$(POD_NAMESPACE)')} .ServiceAccount | quote`)],
      ...toLogArguments(mesh),
      ...(mesh.proxy.outlierLogPath === '' ? [] : [`--outlierLogPath=${mesh.proxy.outlierLogPath}`]),
    ],
    env: [
      ...toEnvironment(mesh),
      { name: 'ISTIO_META_INTERCEPTION_MODE', value: 'REDIRECT' },
      fromField('ISTIO_META_SERVICE_ACCOUNT', 'spec.serviceAccountName'),
      when(`and $network (eq .ControllerLabel ${literal('istio.io-eastwest-controller')})`, {
        name: 'ISTIO_META_REQUESTED_NETWORK_VIEW',
        value: hole('$network | quote'),
      }),
    ],
    resources: mesh.waypoint.resources,
    securityContext: {
      ...UNPRIVILEGED,
      ...(mesh.platform === 'openshift' ? {} : { runAsUser: 1337, runAsGroup: 1337 }),
      seccompProfile: mesh.gateways.seccompProfile,
    },
    volumeMounts: toMounts(waypointVolumes(mesh)),
  };
}
