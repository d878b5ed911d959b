import type { Manifest } from '../manifest';
import { ISTIOD_LABELS, istiodName, revisionLabel, revisionSuffix } from '../names';
import type { ResolvedMesh } from '../spec';
import { toValidationWebhook } from '../validation-webhook';

/** Validates the objects that carry this revision. */
export function toValidator(mesh: ResolvedMesh): Manifest | undefined {
  if (!mesh.istiod.configValidation) {
    return undefined;
  }
  const revision = revisionLabel(mesh);
  const webhook = {
    name: 'rev.validation.istio.io',
    service: { name: istiodName(mesh), namespace: mesh.namespace },
    objectSelector: { matchExpressions: [{ key: 'istio.io/rev', operator: 'In', values: [revision] }] },
  } as const;
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: `istio-validator${revisionSuffix(mesh)}-${mesh.namespace}`,
      labels: { ...ISTIOD_LABELS, istio: 'istiod', 'istio.io/rev': revision },
    },
    webhooks: [toValidationWebhook(webhook, mesh.istiod)],
  };
}
