import { Construct } from 'constructs';
import { enforce } from '../../core/checks';
import { CNI_CHECKS } from '../checks/component-checks';
import { addObjects, type Manifest } from '../manifest';
import { revisionSuffix } from '../names';
import { tcp, toNetworkPolicy } from '../network-policy';
import { toResourceQuota } from '../resource-quota';
import type { ResolvedMesh } from '../spec';
import { toCniConfig } from './config';
import { toCniDaemonSet } from './daemonset';
import { CNI_NAME, cniAppLabels } from './names';
import { toCniRbac } from './rbac';

/** Lets in what watches the agent: metrics and the readiness probe. */
function toCniNetworkPolicy(mesh: ResolvedMesh): Manifest | undefined {
  if (!mesh.networkPolicies) {
    return undefined;
  }
  const app = `${CNI_NAME}-node`;
  const name = `${CNI_NAME}${revisionSuffix(mesh)}`;
  const metadata = { name, namespace: mesh.cni.namespace, labels: cniAppLabels(app, mesh) };
  return toNetworkPolicy(metadata, { 'k8s-app': app }, [[tcp(15014)], [tcp(8000)]]);
}

function toCniQuota(mesh: ResolvedMesh): Manifest | undefined {
  const { cni } = mesh;
  const labels = { 'app.kubernetes.io/name': CNI_NAME };
  const metadata = { name: `${CNI_NAME}-resource-quota`, namespace: cni.namespace, labels };
  return cni.resourceQuotas ? toResourceQuota(metadata, cni.resourceQuotaPods) : undefined;
}

/** By this, Multus calls the plugin for pods that name it. */
function toNetworkAttachment(mesh: ResolvedMesh): Manifest | undefined {
  if (mesh.cni.provider !== 'multus') {
    return undefined;
  }
  return {
    apiVersion: 'k8s.cni.cncf.io/v1',
    kind: 'NetworkAttachmentDefinition',
    metadata: { name: CNI_NAME, namespace: 'default', labels: { 'app.kubernetes.io/name': CNI_NAME } },
  };
}

/** The agent that puts pods into the mesh: the chart `cni`. */
export class IstioCni extends Construct {
  constructor(scope: Construct, id: string, mesh: ResolvedMesh) {
    super(scope, id);
    enforce(this, CNI_CHECKS, mesh);
    addObjects(this, {
      ...toCniRbac(mesh),
      Config: toCniConfig(mesh),
      ResourceQuota: toCniQuota(mesh),
      NetworkAttachmentDefinition: toNetworkAttachment(mesh),
      NetworkPolicy: toCniNetworkPolicy(mesh),
      DaemonSet: toCniDaemonSet(mesh),
    });
  }
}
