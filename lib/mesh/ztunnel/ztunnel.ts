import { Construct } from 'constructs';
import { enforce } from '../../core/checks';
import { ZTUNNEL_CHECKS } from '../checks/component-checks';
import { addObjects, type Manifest, type Manifests, toImagePullSecrets } from '../manifest';
import { revisionLabel, revisionSuffix } from '../names';
import { tcp, toNetworkPolicy, udp } from '../network-policy';
import { platformRow } from '../platforms';
import { toRole, toRoleBinding, USE_PRIVILEGED_CONSTRAINT } from '../rbac';
import { toResourceQuota } from '../resource-quota';
import type { ResolvedMesh } from '../spec';
import { toZtunnelDaemonSet } from './daemonset';
import { APP_LABELS, ztunnelAnnotations, ztunnelMetadata } from './names';

function toAccount(mesh: ResolvedMesh): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: ztunnelMetadata(mesh),
    imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
  };
}

/** Only platforms that constrain pods by account need it. */
function toZtunnelRbac(mesh: ResolvedMesh): Manifests {
  if (!platformRow(mesh.platform).securityContextConstraints) {
    return {};
  }
  const { resourceName: name, namespace } = mesh.ztunnel;
  const metadata = { name, labels: APP_LABELS, annotations: ztunnelAnnotations(mesh) };
  return {
    ClusterRole: toRole(metadata, [USE_PRIVILEGED_CONSTRAINT]),
    ClusterRoleBinding: toRoleBinding(metadata, { name, namespace }),
  };
}

function toZtunnelQuota(mesh: ResolvedMesh): Manifest | undefined {
  const { name, namespace, labels } = ztunnelMetadata(mesh);
  const { resourceQuotas, resourceQuotaPods } = mesh.ztunnel;
  return resourceQuotas ? toResourceQuota({ name, namespace, labels }, resourceQuotaPods) : undefined;
}

/** Lets in the mesh's traffic, captured traffic and DNS, probes, metrics and the admin interface. */
function toZtunnelNetworkPolicy(mesh: ResolvedMesh): Manifest | undefined {
  if (!mesh.networkPolicies) {
    return undefined;
  }
  const metadata = {
    name: `${mesh.ztunnel.resourceName}${revisionSuffix(mesh)}`,
    namespace: mesh.ztunnel.namespace,
    labels: { ...APP_LABELS, 'istio.io/rev': revisionLabel(mesh) },
  };
  const oneByOne = [15021, 15020, 15000, 15008, 15001, 15006].map(port => [tcp(port)]);
  return toNetworkPolicy(metadata, { app: 'ztunnel' }, [...oneByOne, [tcp(15053), udp(15053)]]);
}

/** The proxy that carries the mesh's traffic: the chart `ztunnel`. */
export class Ztunnel extends Construct {
  constructor(scope: Construct, id: string, mesh: ResolvedMesh) {
    super(scope, id);
    enforce(this, ZTUNNEL_CHECKS, mesh);
    addObjects(this, {
      ServiceAccount: toAccount(mesh),
      ...toZtunnelRbac(mesh),
      ResourceQuota: toZtunnelQuota(mesh),
      NetworkPolicy: toZtunnelNetworkPolicy(mesh),
      DaemonSet: toZtunnelDaemonSet(mesh),
    });
  }
}
