/** What every object of a component carries: names, namespaces, labels. */
const EVERYWHERE = /^/;
const IMAGES = /^(IstioCni|Ztunnel)\/DaemonSet$|^Istiod\/(Deployment|Injector)$/;

/** The objects, by construct path, that a prop may change, where that is not what its component says. */
const OBJECTS: Readonly<Record<string, RegExp>> = {
  hub: IMAGES,
  tag: /^IstioCni\/(Config|DaemonSet)$|^Istiod\/(Deployment|Injector)$|^Ztunnel\/DaemonSet$/,
  variant: /^(IstioCni|Ztunnel)\/DaemonSet$|^Istiod\/(Deployment|Injector|MeshConfig)$/,
  imagePullPolicy: IMAGES,
  imagePullSecrets: /ServiceAccount$|^Istiod\/Injector$/,
  platform: /^(IstioCni|Ztunnel)\/|^Istiod\/(Deployment|Injector|MeshConfig)$/,
  namespace: EVERYWHERE,
  revision: EVERYWHERE,
  revisionTags: /^(Istiod|Base)\/.*(Tag|Validator)/,
  defaultRevision: /^Base\/DefaultValidator$/,
  readerRbac: /Reader/,
  readerServiceAccount: /Reader/,
  meshId: /^Istiod\/(Injector|MeshConfig)$/,
  clusterName: /^Istiod\/(Deployment|Injector)$|^Ztunnel\/DaemonSet$/,
  network: /^Istiod\/(Injector|MeshConfig)$|^Ztunnel\/DaemonSet$/,
  meshNetworks: /^Istiod\/MeshConfig$/,
  clusterDomain: /^Istiod\/(Deployment|Injector)$/,
  caAddress: /^Istiod\/(Deployment|Injector)$|^Ztunnel\/DaemonSet$/,
  caName: /^Istiod\/Injector$/,
  trustBundleName: /^Istiod\/(Deployment|Injector)$|^Ztunnel\/DaemonSet$/,
  tokenAudience: /^Istiod\/(Deployment|Injector|MeshConfig)$|^Ztunnel\/DaemonSet$/,
  logLevel: /^IstioCni\/(Config|DaemonSet)$|^Istiod\/(Deployment|Injector)$/,
  logAsJson: /^(IstioCni|Ztunnel)\/DaemonSet$|^Istiod\/(Deployment|Injector)$/,
  networkPolicies: /\/NetworkPolicy$/,
  nativeNftables: /^IstioCni\/Config$|^Istiod\/(Deployment|Injector)$/,
  meshConfig: /^Istiod\/MeshConfig$/,
  templates: /^Istiod\/Injector$/,
  gatewayClasses: /^Istiod\/GatewayClassDefaults-/,
  'istiod.env': /^Istiod\//,
  'istiod.jwksResolverExtraRootCA': /^Istiod\/(Deployment|JwksRootCertificate)$/,
  'istiod.pilotCertProvider': /^Istiod\/(ClusterRole|Deployment|Injector)$/,
  'istiod.certSigners': /^Istiod\/ClusterRole$/,
  'istiod.telemetryEnabled': /^Istiod\/MeshConfig$/,
  'istiod.serviceAccountAnnotations': /^Istiod\/ServiceAccount$/,
  'cni.excludeNamespaces': /^IstioCni\/Config$/,
  'cni.resourceQuotas': /^IstioCni\/ResourceQuota$/,
  'cni.resourceQuotaPods': /^IstioCni\/ResourceQuota$/,
  'ztunnel.resourceQuotas': /^Ztunnel\/ResourceQuota$/,
  'ztunnel.resourceQuotaPods': /^Ztunnel\/ResourceQuota$/,
  'ztunnel.namespace': /^Ztunnel\/|^Istiod\/Deployment$/,
  'ztunnel.resourceName': /^Ztunnel\/|^Istiod\/Deployment$/,
  'cni.namespace': /^IstioCni\/|^Istiod\/Deployment$/,
};

/** The same for props of the same kind, by patterns of their names. */
const ALIKE: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^istiod\.(autoscale|replicaCount|.*AverageUtilization|pdb|pod(DisruptionBudget))/,
    /^Istiod\/(Autoscaler|Deployment|DisruptionBudget)$/,
  ],
  [/^istiod\.(ipFamil|traffic|service(Annot))/, /^Istiod\/(Service|RevisionTag.*)$/],
  [/^istiod\.(validation|configValidation)/, /Validator$/],
  [/^istiod\.(taint|enableAnalysis)/, /^Istiod\/(ClusterRole|Deployment)$/],
  [/^istiod\./, /^Istiod\/Deployment$/],
  [/^cni\./, /^IstioCni\/(Config|DaemonSet|NetworkAttachmentDefinition)$/],
  [/^ztunnel\.(labels|annotations)$/, /^Ztunnel\//],
  [/^ztunnel\./, /^Ztunnel\/DaemonSet$/],
  [/^(proxy|gateways|waypoint)\./, /^Istiod\/Injector$/],
];

/** The objects that a prop may change; undefined where nothing is said of it. */
export const objectsOfProp = (prop: string): RegExp | undefined =>
  OBJECTS[prop] ?? ALIKE.find(([props]) => props.test(prop))?.[1];

/** Fields of Deployment and DaemonSet that a prop of that name may change, by the start of their paths. */
const FIELDS: Readonly<Record<string, string>> = {
  affinity: 'spec.template.spec.affinity',
  nodeSelector: 'spec.template.spec.nodeSelector',
  tolerations: 'spec.template.spec.tolerations',
  topologySpreadConstraints: 'spec.template.spec.topologySpreadConstraints',
  priorityClassName: 'spec.template.spec.priorityClassName',
  initContainers: 'spec.template.spec.initContainers',
  podLabels: 'spec.template.metadata.labels',
  podAnnotations: 'spec.template.metadata.annotations',
  deploymentLabels: 'metadata.labels',
  deploymentAnnotations: 'metadata.annotations',
  daemonSetLabels: 'metadata.labels',
  replicaCount: 'spec.replicas',
  autoscaleEnabled: 'spec.replicas',
  rollingUpdate: 'spec.updateStrategy',
  rollingMaxSurge: 'spec.strategy',
  rollingMaxUnavailable: 'spec.strategy',
  image: 'spec.template.spec.containers.0.image',
  hub: 'spec.template.spec.containers.0.image',
  variant: 'spec.template.spec.containers.0.image',
  dnsPolicy: 'spec.template.spec.dnsPolicy',
  dnsConfig: 'spec.template.spec.dnsConfig',
  volumes: 'spec.template.spec.volumes',
};

/** Where in a workload a component's prop shows; undefined where nothing is said of it. */
export const fieldOfProp = (prop: string): string | undefined => {
  const [component, name] = prop.split('.');
  return ['istiod', 'cni', 'ztunnel'].includes(component) ? FIELDS[name] : undefined;
};
