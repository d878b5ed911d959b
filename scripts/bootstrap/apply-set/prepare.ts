import type { KubeObject } from '../../../lib/core/object-index';
import type { LiveObject, ManagedFields } from '../kubectl/live-object';
import { type ApplySet, isMember, PART_OF } from './apply-set';
import { identityOf } from './members';

/** Objects as they are to be applied. */
export interface Prepared {
  readonly objects: readonly KubeObject[];
  /** Those that were there before and are not ours; they are applied, and never pruned or deleted. */
  readonly adopted: readonly KubeObject[];
}

/** A webhook of the API server. */
interface Webhook {
  readonly name: string;
  readonly failurePolicy?: string;
  readonly clientConfig?: Readonly<Record<string, unknown>>;
}

/** Labels what is ours or new, and leaves out what another manager is to keep. */
export function prepare(set: ApplySet, objects: readonly KubeObject[], live: readonly LiveObject[]): Prepared {
  const byIdentity = new Map(live.map(object => [identityOf(object), object]));
  const adopted = objects.filter(object => {
    const found = byIdentity.get(identityOf(object));
    return found !== undefined && !isMember(found, set);
  });
  const prepared = objects.map(object => {
    const labelled = adopted.includes(object) ? object : label(object, set);
    return leaveToIstiod(withoutEmptyAnnotations(labelled), byIdentity.get(identityOf(object)));
  });
  return { objects: prepared, adopted };
}

function label(object: KubeObject, { id }: ApplySet): KubeObject {
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, [PART_OF]: id } } };
}

/** An empty map says nothing; but once a controller has annotated the object, applying it again would own the field. */
function withoutEmptyAnnotations(object: KubeObject): KubeObject {
  const { annotations, ...metadata } = object.metadata;
  return annotations !== undefined && Object.keys(annotations).length === 0 ? { ...object, metadata } : object;
}

/**
 * istiod closes its validating webhook once it serves it: it sets `failurePolicy` and `caBundle`. Taking them back
 * would open the webhook until istiod notices, at every run.
 * @see https://github.com/istio/istio/blob/master/pkg/webhooks/validation/controller/controller.go
 */
const ISTIOD = 'pilot-discovery';

function leaveToIstiod(object: KubeObject, live: LiveObject | undefined): KubeObject {
  if (object.kind !== 'ValidatingWebhookConfiguration' || live === undefined) return object;
  const owned = (live.metadata.managedFields ?? []).filter(({ manager }) => manager === ISTIOD);
  const webhooks = (object.webhooks as Webhook[]).map(webhook => withoutOwned(webhook, owned));
  return { ...object, webhooks };
}

function withoutOwned({ failurePolicy, ...webhook }: Webhook, managers: readonly ManagedFields[]): Webhook {
  const key = `k:{"name":"${webhook.name}"}`;
  const owns = managers.some(({ fieldsV1 }) => {
    const fields = (fieldsV1?.['f:webhooks'] as Record<string, Record<string, unknown>> | undefined)?.[key];
    return fields !== undefined && 'f:failurePolicy' in fields;
  });
  return owns || failurePolicy === undefined ? webhook : { ...webhook, failurePolicy };
}
