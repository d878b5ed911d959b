import { type Manifests, toImagePullSecrets } from '../manifest';
import { platformRow } from '../platforms';
import { allow, type PolicyRule, READ, toRole, toRoleBinding, USE_PRIVILEGED_CONSTRAINT, WRITE_STATUS } from '../rbac';
import type { ResolvedMesh } from '../spec';
import { CNI_NAME, cniAppLabels, cniLabels } from './names';

/** Mending pods means to see them and to say so; the mending itself is done on the node. */
const REPAIR_RULES = [allow('', ['events'], ['create', 'patch']), allow('', ['pods'], READ)];

/** Marking pods as enrolled, and telling an upgrade of the agent from its removal. */
const AMBIENT_RULES: readonly PolicyRule[] = [
  allow('', ['pods/status'], WRITE_STATUS),
  { ...allow('apps', ['daemonsets'], ['get']), resourceNames: [`${CNI_NAME}-node`] },
];

/** The agent's account and what it may do. */
export function toCniRbac(mesh: ResolvedMesh): Manifests {
  const account = { name: CNI_NAME, namespace: mesh.cni.namespace };
  const labels = cniLabels(mesh);
  const boundLabels = cniAppLabels(`${CNI_NAME}-repair`, mesh);
  const constrained = platformRow(mesh.platform).securityContextConstraints;
  const rules = [allow('', ['pods', 'nodes', 'namespaces'], READ), ...(constrained ? [USE_PRIVILEGED_CONSTRAINT] : [])];
  return {
    ServiceAccount: {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { ...account, labels },
      imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
    },
    ClusterRole: toRole({ name: CNI_NAME, labels }, rules),
    ClusterRoleBinding: toRoleBinding({ name: CNI_NAME, labels }, account),
    RepairClusterRole: toRole({ name: `${CNI_NAME}-repair-role`, labels }, REPAIR_RULES),
    RepairClusterRoleBinding: toRoleBinding(
      { name: `${CNI_NAME}-repair-rolebinding`, labels: boundLabels },
      account,
      `${CNI_NAME}-repair-role`,
    ),
    AmbientClusterRole: toRole({ name: `${CNI_NAME}-ambient`, labels }, AMBIENT_RULES),
    AmbientClusterRoleBinding: toRoleBinding({ name: `${CNI_NAME}-ambient`, labels: boundLabels }, account),
  };
}
