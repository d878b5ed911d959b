import type { KubeObject } from '../../../lib/core/object-index';

/** An object as the API server returns it. */
export interface LiveObject extends KubeObject {
  readonly metadata: KubeObject['metadata'] & {
    readonly uid?: string;
    readonly resourceVersion?: string;
    readonly generation?: number;
    readonly creationTimestamp?: string;
    readonly deletionTimestamp?: string;
    readonly ownerReferences?: readonly { readonly kind: string; readonly name: string }[];
    readonly managedFields?: readonly ManagedFields[];
  };
}

/** What one manager owns of an object. */
export interface ManagedFields {
  readonly manager?: string;
  readonly operation?: 'Apply' | 'Update';
  readonly subresource?: string;
  readonly fieldsV1?: Readonly<Record<string, unknown>>;
}

/** A condition as every API of Kubernetes writes it. */
export interface Condition {
  readonly type: string;
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason?: string;
  readonly message?: string;
  readonly observedGeneration?: number;
}

/** What `kubectl get -o json` printed: nothing, one object, or a list of them. */
export function parseObjects(text: string): LiveObject[] {
  if (text.trim() === '') return [];
  const parsed = JSON.parse(text) as LiveObject & { items?: LiveObject[] };
  return parsed.kind?.endsWith('List') && Array.isArray(parsed.items) ? parsed.items : [parsed];
}

export function findCondition(conditions: readonly Condition[] | undefined, type: string): Condition | undefined {
  return conditions?.find(condition => condition.type === type);
}
