import type { Chart } from './value-paths';

/** A value of a chart that Sail's definitions have no field for, or one that does not reach the chart. */
export interface Lack {
  /** The prop of the mesh that makes the value. */
  readonly prop: string;
  readonly chart: Chart;
  /** The value's keys with dots between them, as the chart has it. */
  readonly path: string;
}

const lacksOf = (chart: Chart, paths: Readonly<Record<string, string>>): Lack[] =>
  Object.entries(paths).map(([prop, path]) => ({ prop, chart, path }));

/**
 * What Sail cannot be told.
 * @see https://github.com/istio-ecosystem/sail-operator/blob/1.30.3/docs/api-reference/sailoperator.io.md
 */
export const SAIL_LACKS: readonly Lack[] = [
  ...lacksOf('istiod', {
    networkPolicies: 'global.networkPolicy.enabled', // istiod's it knows, the other two it does not
    readerServiceAccount: 'global.readerServiceAccount',
    'istiod.validationFailurePolicy': 'base.validationFailurePolicy',
    'istiod.initContainers': 'initContainers',
    'istiod.terminationMessagePolicy': 'pilot.terminationMessagePolicy',
    'istiod.deploymentAnnotations': 'deploymentAnnotations',
    'istiod.trafficDistribution': 'trafficDistribution',
    'istiod.pdbMinAvailable': 'pdb.minAvailable',
    'istiod.pdbMaxUnavailable': 'pdb.maxUnavailable',
    'istiod.pdbUnhealthyPodEvictionPolicy': 'pdb.unhealthyPodEvictionPolicy',
    'gateways.seccompProfile': 'gateways.seccompProfile',
    'gateways.securityContext': 'gateways.securityContext',
    'waypoint.tolerations': 'global.waypoint.tolerations',
    'ztunnel.resourceName': 'trustedZtunnelName', // ztunnel would get the name, and istiod not trust it
  }),
  ...lacksOf('cni', {
    'cni.enablementSelectors': 'ambient.enablementSelectors',
    'cni.shareHostNetworkNamespace': 'ambient.shareHostNetworkNamespace',
    'cni.enableAmbientDetectionRetry': 'ambient.enableAmbientDetectionRetry',
    'cni.resourceQuotas': 'cni.resourceQuotas.enabled',
    'cni.resourceQuotaPods': 'resourceQuotas.pods',
    'cni.rollingUpdate': 'updateStrategy.rollingUpdate',
    'cni.terminationGracePeriodSeconds': 'terminationGracePeriodSeconds',
    'cni.tolerations': 'tolerations',
    'cni.seLinuxOptions': 'seLinuxOptions',
  }),
  ...lacksOf('ztunnel', {
    trustBundleName: 'trustBundleName',
    'ztunnel.labels': 'labels',
    'ztunnel.annotations': 'annotations',
  }),
];
