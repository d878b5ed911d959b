import { Construct } from 'constructs';
import { addObjects, type Manifest, toImagePullSecrets } from '../manifest';
import { ISTIOD_LABELS } from '../names';
import type { ResolvedMesh } from '../spec';
import { toValidationWebhook } from '../validation-webhook';

/** The account by which other clusters' istiods read this cluster. */
export const READER_ACCOUNT = 'istio-reader-service-account';

/** On the objects of the reader. */
export const READER_LABELS = { app: 'istio-reader', 'app.kubernetes.io/name': 'istio-reader' };

function toReaderAccount(mesh: ResolvedMesh): Manifest | undefined {
  if (!mesh.readerRbac || mesh.readerServiceAccount !== undefined) {
    return undefined;
  }
  return {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: READER_ACCOUNT, namespace: mesh.namespace, labels: READER_LABELS },
    imagePullSecrets: toImagePullSecrets(mesh.imagePullSecrets),
  };
}

/** Validates objects that name no revision, with the default revision's istiod. */
function toDefaultValidator(mesh: ResolvedMesh): Manifest | undefined {
  const { defaultRevision } = mesh;
  if (defaultRevision === '') {
    return undefined;
  }
  const name = defaultRevision === 'default' ? 'istiod' : `istiod-${defaultRevision}`;
  const service = { name, namespace: mesh.namespace };
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: {
      name: 'istiod-default-validator',
      labels: { ...ISTIOD_LABELS, istio: 'istiod', 'istio.io/rev': defaultRevision },
    },
    webhooks: [toValidationWebhook({ name: 'validation.istio.io', service }, mesh.istiod)],
  };
}

/** What the mesh has once in a cluster, whatever revisions of istiod run: the chart `base` without its CRDs. */
export class Base extends Construct {
  constructor(scope: Construct, id: string, mesh: ResolvedMesh) {
    super(scope, id);
    addObjects(this, { ReaderServiceAccount: toReaderAccount(mesh), DefaultValidator: toDefaultValidator(mesh) });
  }
}
