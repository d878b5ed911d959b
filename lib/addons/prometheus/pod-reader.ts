import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';

/** The right to see the pods of every namespace, which is all that finding them takes, for one account. */
export function addPodReader(scope: Construct, { name, namespace }: { name: string; namespace: string }): void {
  const group = 'rbac.authorization.k8s.io';
  const role = `${name}-${namespace}`; // roles of the cluster share one set of names
  new ApiObject(scope, 'Role', {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRole',
    metadata: { name: role, namespace: undefined },
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }],
  });
  new ApiObject(scope, 'Binding', {
    apiVersion: `${group}/v1`,
    kind: 'ClusterRoleBinding',
    metadata: { name: role, namespace: undefined },
    roleRef: { apiGroup: group, kind: 'ClusterRole', name: role },
    subjects: [{ kind: 'ServiceAccount', name, namespace }],
  });
}
