import type { Manifest } from './manifest';
import type { Labels } from './spec/pod';

/** One rule of a role: who may do what to which resources. */
export interface PolicyRule {
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames?: readonly string[];
  readonly verbs: readonly string[];
}

export const READ = ['get', 'list', 'watch'] as const;
export const WRITE_STATUS = ['update', 'patch'] as const;
export const MANAGE = [...READ, ...WRITE_STATUS, 'create', 'delete'] as const;

/** A rule for resources of one API group; the core group is `''`. */
export const allow = (apiGroup: string, resources: readonly string[], verbs: readonly string[]): PolicyRule => ({
  apiGroups: [apiGroup],
  resources,
  verbs,
});

/** Lets an account use OpenShift's privileged security context constraint. */
export const USE_PRIVILEGED_CONSTRAINT: PolicyRule = {
  ...allow('security.openshift.io', ['securitycontextconstraints'], ['use']),
  resourceNames: ['privileged'],
};

const API_GROUP = 'rbac.authorization.k8s.io';

const API_VERSION = `${API_GROUP}/v1`;

export interface RoleMetadata {
  readonly name: string;
  /** With a namespace it is a Role, else a ClusterRole. */
  readonly namespace?: string;
  readonly labels: Labels;
  readonly annotations?: Labels;
}

export function toRole(metadata: RoleMetadata, rules: readonly PolicyRule[]): Manifest {
  return { apiVersion: API_VERSION, kind: roleKind(metadata), metadata, rules };
}

/** Binds an account to the role of the binding's own name, or to another. */
export function toRoleBinding(
  metadata: RoleMetadata,
  account: { readonly name: string; readonly namespace: string },
  roleName = metadata.name,
): Manifest {
  const kind = roleKind(metadata);
  return {
    apiVersion: API_VERSION,
    kind: `${kind}Binding`,
    metadata,
    roleRef: { apiGroup: API_GROUP, kind, name: roleName },
    subjects: [{ kind: 'ServiceAccount', ...account }],
  };
}

const roleKind = (metadata: RoleMetadata) => (metadata.namespace === undefined ? 'ClusterRole' : 'Role');
