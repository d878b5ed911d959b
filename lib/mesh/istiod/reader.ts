import { READER_ACCOUNT, READER_LABELS } from '../base/base';
import type { Manifests } from '../manifest';
import { allow, type PolicyRule, READ, toRole, toRoleBinding } from '../rbac';
import type { ResolvedMesh } from '../spec';
import { ISTIO_API_GROUPS, multiClusterGroup } from './control-rules';
import { clusterRoleName } from './rbac';

const READ_BY_OTHERS = ['endpoints', 'pods', 'services', 'nodes', 'replicationcontrollers', 'namespaces', 'secrets'];

function toReaderRules(mesh: ResolvedMesh): readonly PolicyRule[] {
  const group = multiClusterGroup(mesh);
  return [
    { apiGroups: ISTIO_API_GROUPS, resources: ['*'], verbs: READ },
    allow('', [...READ_BY_OTHERS, ...(mesh.row.knows.readerConfigMaps ? ['configmaps'] : [])], READ),
    allow('networking.istio.io', ['workloadentries'], READ),
    { apiGroups: ['networking.x-k8s.io', 'gateway.networking.k8s.io'], resources: ['gateways'], verbs: READ },
    allow('apiextensions.k8s.io', ['customresourcedefinitions'], READ),
    allow('discovery.k8s.io', ['endpointslices'], READ),
    allow(group, ['serviceexports'], [...READ, 'create', 'delete']),
    allow(group, ['serviceimports'], READ),
    allow('apps', ['replicasets'], READ),
    allow('authentication.k8s.io', ['tokenreviews'], ['create']),
    allow('authorization.k8s.io', ['subjectaccessreviews'], ['create']),
  ];
}

/** What istiods of other clusters may read here. */
export function toReaderRbac(mesh: ResolvedMesh): Manifests {
  if (!mesh.readerRbac) {
    return {};
  }
  const metadata = { name: clusterRoleName('istio-reader-clusterrole', mesh), labels: READER_LABELS };
  const account = mesh.readerServiceAccount ?? { name: READER_ACCOUNT, namespace: mesh.namespace };
  return {
    ReaderClusterRole: toRole(metadata, toReaderRules(mesh)),
    ReaderClusterRoleBinding: toRoleBinding(metadata, account),
  };
}
