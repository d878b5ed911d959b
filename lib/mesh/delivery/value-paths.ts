import type { AmbientMeshProps } from '../spec';
import type { CniProps } from '../spec/cni';
import type { IstiodProps } from '../spec/istiod';
import type { ZtunnelProps } from '../spec/ztunnel';

export type Chart = 'base' | 'cni' | 'istiod' | 'ztunnel';

/** Where a prop stands in the values of the charts that read it. */
export type ValuePaths = Readonly<Partial<Record<Chart, string>>>;

type PropsOfComponents = 'istiod' | 'cni' | 'ztunnel' | 'proxy' | 'gateways' | 'waypoint';

/** The version is the charts' own; every other prop of the mesh is a value. */
export const MESH_PATHS: Readonly<Record<Exclude<keyof AmbientMeshProps, PropsOfComponents | 'version'>, ValuePaths>> =
  {
    hub: { istiod: 'global.hub', cni: 'global.hub', ztunnel: 'hub' },
    tag: { istiod: 'global.tag', cni: 'global.tag', ztunnel: 'tag' },
    variant: { istiod: 'global.variant', cni: 'global.variant', ztunnel: 'variant' },
    imagePullPolicy: { istiod: 'global.imagePullPolicy', cni: 'global.imagePullPolicy', ztunnel: 'imagePullPolicy' },
    imagePullSecrets: {
      base: 'global.imagePullSecrets',
      istiod: 'global.imagePullSecrets',
      cni: 'global.imagePullSecrets',
      ztunnel: 'imagePullSecrets',
    },
    platform: { istiod: 'global.platform', cni: 'global.platform', ztunnel: 'platform' },
    namespace: { base: 'global.istioNamespace', istiod: 'global.istioNamespace', ztunnel: 'istioNamespace' },
    revision: { istiod: 'revision', cni: 'revision', ztunnel: 'revision' },
    revisionTags: { istiod: 'revisionTags' },
    defaultRevision: { base: 'defaultRevision' },
    readerRbac: { base: 'global.enableReaderRBAC', istiod: 'global.enableReaderRBAC' },
    readerServiceAccount: { base: 'global.readerServiceAccount', istiod: 'global.readerServiceAccount' },
    meshId: { istiod: 'global.meshID' },
    clusterName: { istiod: 'global.multiCluster.clusterName', ztunnel: 'multiCluster.clusterName' },
    network: { istiod: 'global.network', ztunnel: 'network' },
    meshNetworks: { istiod: 'global.meshNetworks' },
    clusterDomain: { istiod: 'global.proxy.clusterDomain' },
    caAddress: { istiod: 'global.caAddress', ztunnel: 'caAddress' },
    caName: { istiod: 'global.caName' },
    trustBundleName: { istiod: 'global.trustBundleName', ztunnel: 'trustBundleName' },
    tokenAudience: { istiod: 'global.sds.token.aud' },
    logLevel: { istiod: 'global.logging.level', cni: 'global.logging.level' },
    logAsJson: { istiod: 'global.logAsJson', cni: 'global.logAsJson', ztunnel: 'logAsJson' },
    networkPolicies: {
      istiod: 'global.networkPolicy.enabled',
      cni: 'global.networkPolicy.enabled',
      ztunnel: 'global.networkPolicy.enabled',
    },
    nativeNftables: { istiod: 'global.nativeNftables', cni: 'global.nativeNftables' },
    meshConfig: { istiod: 'meshConfig' },
    templates: { istiod: 'sidecarInjectorWebhook.templates' },
    gatewayClasses: { istiod: 'gatewayClasses' },
  };

/**
 * Props that have the same name in the chart's values are not listed again. What a platform's profile sets below
 * `pilot` or `cni` is set there too: the charts lay these over everything else.
 */
export const ISTIOD_PATHS: Readonly<Partial<Record<keyof IstiodProps, string>>> = {
  cpuTargetAverageUtilization: 'cpu.targetAverageUtilization',
  memoryTargetAverageUtilization: 'memory.targetAverageUtilization',
  podDisruptionBudget: 'global.defaultPodDisruptionBudget.enabled',
  pdbMinAvailable: 'pdb.minAvailable',
  pdbMaxUnavailable: 'pdb.maxUnavailable',
  pdbUnhealthyPodEvictionPolicy: 'pdb.unhealthyPodEvictionPolicy',
  priorityClassName: 'global.priorityClassName',
  telemetryEnabled: 'telemetry.enabled',
  enableAnalysis: 'global.istiod.enableAnalysis',
  taintEnabled: 'taint.enabled',
  taintName: 'taint.name',
  configValidation: 'global.configValidation',
  validationFailurePolicy: 'base.validationFailurePolicy',
  validationUrl: 'base.validationURL',
  validationCABundle: 'base.validationCABundle',
  pilotCertProvider: 'global.pilotCertProvider',
  certSigners: 'global.certSigners',
  externalIstiod: 'global.externalIstiod',
  terminationMessagePolicy: 'pilot.terminationMessagePolicy',
};

/** Values of the validation webhook that the chart `base` reads too. */
export const SHARED_WITH_BASE: readonly (keyof IstiodProps)[] = [
  'validationFailurePolicy',
  'validationUrl',
  'validationCABundle',
];

export const CNI_PATHS: Readonly<Partial<Record<keyof CniProps, string>>> = {
  logLevel: 'logging.level',
  cniBinDir: 'cni.cniBinDir',
  cniConfDir: 'cni.cniConfDir',
  cniConfFileName: 'cni.cniConfFileName',
  cniNetnsDir: 'cni.cniNetnsDir',
  chained: 'cni.chained',
  provider: 'cni.provider',
  enablementSelectors: 'ambient.enablementSelectors',
  dnsCapture: 'ambient.dnsCapture',
  ipv6: 'ambient.ipv6',
  reconcileIptablesOnStartup: 'ambient.reconcileIptablesOnStartup',
  shareHostNetworkNamespace: 'ambient.shareHostNetworkNamespace',
  enableAmbientDetectionRetry: 'ambient.enableAmbientDetectionRetry',
  resourceQuotas: 'cni.resourceQuotas.enabled',
  resourceQuotaPods: 'resourceQuotas.pods',
  rollingUpdate: 'updateStrategy.rollingUpdate',
};

export const ZTUNNEL_PATHS: Readonly<Partial<Record<keyof ZtunnelProps, string>>> = {
  resourceQuotas: 'resourceQuotas.enabled',
  resourceQuotaPods: 'resourceQuotas.pods',
  rollingUpdate: 'updateStrategy.rollingUpdate',
  peerCaCrl: 'peerCaCrl.enabled',
};

/** Where the props of the proxies that istiod deploys stand, in the values of istiod. */
export const PROXY_PATHS = { proxy: 'global.proxy', gateways: 'gateways', waypoint: 'global.waypoint' } as const;
