import { toConfigText } from '../config-text';
import type { Manifests } from '../manifest';
import { revisionLabel } from '../names';
import type { ResolvedMesh } from '../spec';

/** One ConfigMap for each class of Gateways that has defaults. */
export function toGatewayClassDefaults(mesh: ResolvedMesh): Manifests {
  return Object.fromEntries(
    Object.entries(mesh.gatewayClasses).map(([gatewayClass, defaults]) => [
      `GatewayClassDefaults-${gatewayClass}`,
      {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        metadata: {
          name: `istio-${revisionLabel(mesh)}-gatewayclass-${gatewayClass}`,
          namespace: mesh.namespace,
          labels: {
            'app.kubernetes.io/name': 'istiod',
            'gateway.istio.io/defaults-for-class': gatewayClass,
            'istio.io/rev': revisionLabel(mesh),
          },
        },
        data: Object.fromEntries(
          Object.entries(defaults)
            .filter(([, overlay]) => overlay !== undefined)
            .map(([kind, overlay]) => [kind, toConfigText(overlay)]),
        ),
      },
    ]),
  );
}
