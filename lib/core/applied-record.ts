import { type ApiObject, JsonPatch } from 'cdk8s';

/**
 * Writes `annotations: {}` into an object that has none.
 *
 * Client-side apply records the manifest with an empty map of annotations, server-side apply as it is written. The
 * record is an annotation itself, and the API server counts a changed annotation of a Deployment as a new generation:
 * with the empty map written out both records are equal, and changing between the two ways of applying changes nothing.
 * @see https://github.com/kubernetes/kubernetes/blob/v1.34.2/pkg/registry/apps/deployment/strategy.go
 */
export function writeEmptyAnnotations(object: ApiObject): void {
  object.addJsonPatch(JsonPatch.add('/metadata/annotations', {}));
}
