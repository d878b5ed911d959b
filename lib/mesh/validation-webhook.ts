import type { ResolvedIstiod } from './spec/istiod';
import type { LabelSelector } from './spec/pod';

export interface ValidationWebhook {
  readonly name: string;
  /** The Service of the istiod that validates. */
  readonly service: { readonly name: string; readonly namespace: string };
  /** @default - every object */
  readonly objectSelector?: LabelSelector;
}

/** The webhook by which an istiod validates Istio's objects, for one revision or for objects without any. */
export function toValidationWebhook(webhook: ValidationWebhook, istiod: ResolvedIstiod): Record<string, unknown> {
  const { validationUrl: url, validationCABundle: caBundle } = istiod;
  return {
    name: webhook.name,
    clientConfig: {
      ...(url === undefined ? { service: { ...webhook.service, path: '/validate' } } : { url }),
      caBundle,
    },
    rules: [
      {
        operations: ['CREATE', 'UPDATE'],
        apiGroups: ['security.istio.io', 'networking.istio.io', 'telemetry.istio.io', 'extensions.istio.io'],
        apiVersions: ['*'],
        resources: ['*'],
      },
    ],
    // istiod leaves a webhook with a foreign bundle alone, so that it cannot begin open.
    failurePolicy: caBundle === undefined ? istiod.validationFailurePolicy : 'Fail',
    sideEffects: 'None',
    admissionReviewVersions: ['v1'],
    objectSelector: webhook.objectSelector,
  };
}
