import { type Manifest, type Manifests, toImagePullSecrets, unlessEmpty } from '../manifest';
import { ISTIOD_LABELS, istiodName, revisionSuffix } from '../names';
import { allow, MANAGE, type RoleMetadata, toRole, toRoleBinding } from '../rbac';
import type { ResolvedMesh } from '../spec';
import { toControlRules } from './control-rules';

/** The name of one of istiod's cluster roles; other revisions and namespaces have their own. */
export const clusterRoleName = (role: string, mesh: ResolvedMesh): string =>
  `${role}${revisionSuffix(mesh)}-${mesh.namespace}`;

function toAccount(mesh: ResolvedMesh): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: {
      name: istiodName(mesh),
      namespace: mesh.namespace,
      labels: ISTIOD_LABELS,
      annotations: unlessEmpty(mesh.istiod.serviceAccountAnnotations),
    },
    imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
  };
}

/** In istiod's own namespace: its root certificate, its leases, and a dry run against its own webhook. */
const NAMESPACE_RULES = [
  allow('networking.istio.io', ['gateways'], ['create']),
  allow('', ['secrets'], ['create', 'get', 'watch', 'list', 'update', 'delete']),
  allow('', ['configmaps'], ['delete']),
  allow('coordination.k8s.io', ['leases'], ['get', 'update', 'patch', 'create']),
];

/** What istiod makes for each Gateway and waypoint. */
const GATEWAY_RULES = [
  allow('apps', ['deployments'], MANAGE),
  allow('autoscaling', ['horizontalpodautoscalers'], MANAGE),
  allow('policy', ['poddisruptionbudgets'], MANAGE),
  allow('', ['services'], MANAGE),
  allow('', ['serviceaccounts'], MANAGE),
];

/** istiod's account and what it may do. */
export function toIstiodRbac(mesh: ResolvedMesh): Manifests {
  const account = { name: istiodName(mesh), namespace: mesh.namespace };
  const cluster: RoleMetadata = { name: clusterRoleName('istiod-clusterrole', mesh), labels: ISTIOD_LABELS };
  const gateways: RoleMetadata = { name: clusterRoleName('istiod-gateway-controller', mesh), labels: ISTIOD_LABELS };
  const own: RoleMetadata = { ...account, labels: ISTIOD_LABELS };
  const deploysGateways = mesh.istiod.env.PILOT_ENABLE_GATEWAY_API_DEPLOYMENT_CONTROLLER !== 'false';
  return {
    ServiceAccount: toAccount(mesh),
    ClusterRole: toRole(cluster, toControlRules(mesh)),
    ClusterRoleBinding: toRoleBinding(cluster, account),
    GatewayControllerClusterRole: deploysGateways ? toRole(gateways, GATEWAY_RULES) : undefined,
    GatewayControllerClusterRoleBinding: deploysGateways ? toRoleBinding(gateways, account) : undefined,
    Role: toRole(own, NAMESPACE_RULES),
    RoleBinding: toRoleBinding(own, account),
  };
}
