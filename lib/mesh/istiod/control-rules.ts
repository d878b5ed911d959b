import { unlessEmpty } from '../manifest';
import { allow, MANAGE, type PolicyRule, READ, WRITE_STATUS } from '../rbac';
import type { ResolvedMesh } from '../spec';
import type { ResolvedIstiod } from '../spec/istiod';

/** The API groups that Istio has, or once had: an older istiod beside this one may still read them. */
export const ISTIO_API_GROUPS = [
  'config.istio.io',
  'security.istio.io',
  'networking.istio.io',
  'authentication.istio.io',
  'rbac.istio.io',
  'telemetry.istio.io',
  'extensions.istio.io',
] as const;

/** The API group of multi-cluster Services. */
export const multiClusterGroup = (mesh: ResolvedMesh): string =>
  mesh.istiod.env.MCS_API_GROUP ?? 'multicluster.x-k8s.io';

const GATEWAY_API = 'gateway.networking.k8s.io';
const EXPERIMENTAL_GATEWAY_API = 'gateway.networking.x-k8s.io';

/** Certificate providers that need no signing by Kubernetes. */
const WITHOUT_SIGNING = ['istiod', 'custom', 'none'];

/** Kinds of Istio whose status takes analysis messages. */
const ANALYSED = [
  'authorizationpolicies',
  'destinationrules',
  'envoyfilters',
  'gateways',
  'peerauthentications',
  'proxyconfigs',
  'requestauthentications',
  'serviceentries',
  'sidecars',
  'telemetries',
  'virtualservices',
  'wasmplugins',
  'workloadentries',
  'workloadgroups',
];

function toIstioRules(): PolicyRule[] {
  return [
    allow('admissionregistration.k8s.io', ['mutatingwebhookconfigurations'], [...READ, ...WRITE_STATUS]),
    allow('admissionregistration.k8s.io', ['validatingwebhookconfigurations'], [...READ, 'update']),
    { apiGroups: ISTIO_API_GROUPS, resources: ['*'], verbs: READ },
    allow('networking.istio.io', ['workloadentries'], MANAGE),
    allow('networking.istio.io', ['workloadentries/status', 'serviceentries/status'], MANAGE),
    allow('security.istio.io', ['authorizationpolicies/status'], MANAGE),
  ];
}

function toDiscoveryRules(): PolicyRule[] {
  return [
    allow('', ['services/status'], MANAGE),
    allow('apiextensions.k8s.io', ['customresourcedefinitions'], READ),
    allow('', ['pods', 'nodes', 'services', 'namespaces', 'endpoints'], READ),
    allow('discovery.k8s.io', ['endpointslices'], READ),
    allow('networking.k8s.io', ['ingresses', 'ingressclasses'], READ),
    allow('networking.k8s.io', ['ingresses/status'], ['*']),
    allow('', ['configmaps'], ['create', ...READ, 'update']),
    allow('authentication.k8s.io', ['tokenreviews'], ['create']),
    allow('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
    allow('', ['secrets'], READ),
  ];
}

function toGatewayRules(mesh: ResolvedMesh): PolicyRule[] {
  const { listenerSets } = mesh.row.knows;
  const experimental = listenerSets === 'xlistenersets' ? [`${listenerSets}/status`] : [];
  const standard = listenerSets === 'listenersets' ? [`${listenerSets}/status`] : [];
  const kinds = ['backendtlspolicies', 'gatewayclasses', 'gateways', 'grpcroutes', 'httproutes', 'referencegrants'];
  const routes = ['tcproutes', 'tlsroutes', 'udproutes'];
  const statuses = [...kinds, ...routes].map(kind => `${kind}/status`);
  return [
    { apiGroups: [GATEWAY_API, EXPERIMENTAL_GATEWAY_API], resources: ['*'], verbs: READ },
    allow(EXPERIMENTAL_GATEWAY_API, ['xbackendtrafficpolicies/status', ...experimental], WRITE_STATUS),
    allow(GATEWAY_API, [...statuses, ...standard], WRITE_STATUS),
    allow(GATEWAY_API, ['gatewayclasses'], ['create', 'update', 'patch', 'delete']),
    allow('inference.networking.k8s.io', ['inferencepools'], READ),
    allow('inference.networking.k8s.io', ['inferencepools/status'], WRITE_STATUS),
  ];
}

function toMultiClusterRules(mesh: ResolvedMesh): PolicyRule[] {
  const group = multiClusterGroup(mesh);
  return [allow(group, ['serviceexports'], [...READ, 'create', 'delete']), allow(group, ['serviceimports'], READ)];
}

function toAnalysisRules(): PolicyRule[] {
  const apiGroups = ['extensions', 'networking.k8s.io'];
  return [
    { apiGroups: ISTIO_API_GROUPS, resources: ANALYSED.map(kind => `${kind}/status`), verbs: WRITE_STATUS },
    { apiGroups, resources: ['ingresses'], verbs: READ },
    { apiGroups, resources: ['ingresses/status'], verbs: ['*'] },
  ];
}

/** Whether Kubernetes signs certificates, and istiod approves the requests for them. */
export const approvesRequests = ({ env, pilotCertProvider }: ResolvedIstiod): boolean =>
  Boolean(env.EXTERNAL_CA) || !WITHOUT_SIGNING.includes(pilotCertProvider);

function toSigningRules(mesh: ResolvedMesh): PolicyRule[] {
  const requests = [
    'certificatesigningrequests',
    'certificatesigningrequests/approval',
    'certificatesigningrequests/status',
  ];
  const signers = allow('certificates.k8s.io', ['signers'], ['approve']);
  return [
    allow('certificates.k8s.io', requests, ['update', 'create', 'get', 'delete', 'watch']),
    { ...signers, resourceNames: unlessEmpty(mesh.istiod.certSigners) },
  ];
}

const TRUST_BUNDLE_RULES: readonly PolicyRule[] = [
  allow('certificates.k8s.io', ['clustertrustbundles'], ['update', 'create', 'delete', 'list', 'watch', 'get']),
  { ...allow('certificates.k8s.io', ['signers'], ['attest']), resourceNames: ['istio.io/istiod-ca'] },
];

/** What istiod may do in the whole cluster. */
export function toControlRules(mesh: ResolvedMesh): readonly PolicyRule[] {
  const { env, enableAnalysis, taintEnabled } = mesh.istiod;
  return [
    ...toIstioRules(),
    ...(enableAnalysis ? toAnalysisRules() : []),
    ...toDiscoveryRules(),
    ...(taintEnabled ? [allow('', ['nodes'], ['patch'])] : []),
    ...(approvesRequests(mesh.istiod) ? toSigningRules(mesh) : []),
    ...(env.ENABLE_CLUSTER_TRUST_BUNDLE_API === 'true' ? TRUST_BUNDLE_RULES : []),
    ...toGatewayRules(mesh),
    ...toMultiClusterRules(mesh),
  ];
}
