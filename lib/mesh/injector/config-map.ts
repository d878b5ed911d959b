import { Yaml } from 'cdk8s';
import type { Manifest } from '../manifest';
import { revisionLabel, revisionSuffix } from '../names';
import type { ResolvedMesh } from '../spec';
import { toKubeGatewayTemplate } from './kube-gateway';
import { toValues } from './values';
import { toWaypointTemplate } from './waypoint';

/**
 * The ConfigMap from which istiod deploys Gateways and waypoints. It keeps the name of what injects sidecars: istiod
 * looks for no other. Nothing is injected: no webhook asks, the policy is off, and there is no template to do it with.
 *
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pkg/kube/inject/inject.go (Config)
 */
export function toInjectorConfigMap(mesh: ResolvedMesh): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: `istio-sidecar-injector${revisionSuffix(mesh)}`,
      namespace: mesh.namespace,
      labels: { 'app.kubernetes.io/name': 'istiod', 'istio.io/rev': revisionLabel(mesh) },
    },
    data: {
      config: Yaml.stringify({ defaultTemplates: [], policy: 'disabled', templates: toTemplates(mesh) }),
      values: JSON.stringify(toValues(mesh), undefined, 2),
    },
  };
}

/** Our own texts, unless the `templates` prop brings others. */
function toTemplates(mesh: ResolvedMesh): Readonly<Record<string, string>> {
  return {
    'kube-gateway': mesh.templates?.['kube-gateway'] ?? toKubeGatewayTemplate(mesh),
    waypoint: mesh.templates?.waypoint ?? toWaypointTemplate(mesh),
  };
}
