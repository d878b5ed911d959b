import type { k8s } from 'cdk8s-plus-28';
import { toImagePullSecrets, unlessEmpty } from '../manifest';
import type { ResolvedMesh } from '../spec';
import { SELECTOR, toAutoscaler, toDisruptionBudget, toService, toServiceAccount } from './companions';
import { imageDefinitions, toDomain, toLogArguments, toProxyContainer, UNPRIVILEGED } from './container';
import { networkDefinitions, toEnvironment } from './environment';
import { METADATA_DEFINITIONS, toMetadata, toPodMetadata } from './metadata';
import { printTemplate } from './template-text';
import { hole, type Templated, when } from './templated';
import { gatewayVolumes, toMounts, toVolumes } from './volumes';

/** The template of Gateways, which istiod runs for the controller `istio.io/gateway-controller`. */
export function toKubeGatewayTemplate(mesh: ResolvedMesh): string {
  const definitions = { ...METADATA_DEFINITIONS, ...networkDefinitions(mesh), ...imageDefinitions(mesh) };
  return printTemplate(definitions, [
    toServiceAccount(),
    toDeployment(mesh),
    toService(),
    toAutoscaler(),
    toDisruptionBudget(),
  ]);
}

function toDeployment(mesh: ResolvedMesh) {
  const spec: Templated<k8s.DeploymentSpec> = {
    selector: { matchLabels: SELECTOR },
    template: { metadata: toPodMetadata(mesh), spec: toPod(mesh) },
  };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: toMetadata('.DeploymentName'), spec };
}

function toPod(mesh: ResolvedMesh): Templated<k8s.PodSpec> {
  return {
    securityContext: unlessEmpty(mesh.gateways.securityContext) ?? {
      sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }],
      seccompProfile: mesh.gateways.seccompProfile,
    },
    serviceAccountName: hole('.ServiceAccount | quote'),
    containers: [toContainer(mesh)],
    volumes: toVolumes(gatewayVolumes(mesh)),
    imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
  };
}

function toContainer(mesh: ResolvedMesh): Templated<k8s.Container> {
  return {
    ...toProxyContainer(mesh),
    args: ['proxy', 'router', '--domain', toDomain(mesh), ...toLogArguments(mesh)],
    env: [
      ...toEnvironment(mesh),
      { name: 'ISTIO_META_INTERCEPTION_MODE', value: hole('.ProxyConfig.InterceptionMode.String | quote') },
      { name: 'ISTIO_META_POD_PORTS', value: '[]' },
      { name: 'ISTIO_META_APP_CONTAINERS', value: '' },
      when('$labelledNetwork', { name: 'ISTIO_META_REQUESTED_NETWORK_VIEW', value: hole('$labelledNetwork | quote') }),
    ],
    lifecycle: mesh.proxy.lifecycle,
    resources: mesh.proxy.resources,
    // OpenShift gives each namespace a range of users of its own.
    securityContext: { ...UNPRIVILEGED, runAsUser: hole('.ProxyUID'), runAsGroup: hole('.ProxyGID') },
    volumeMounts: toMounts(gatewayVolumes(mesh)),
  };
}
