import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import { writeEmptyAnnotations } from '../core/applied-record';

/** A Kubernetes object as it is sent to the API. */
export interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Absent on objects of the cluster. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Objects by their construct ids, in apply order; those that a spec does not ask for are undefined. */
export type Manifests = Readonly<Record<string, Manifest | undefined>>;

/** Adds the objects to a construct. A namespace of the surrounding chart is not given to objects of the cluster. */
export function addObjects(scope: Construct, manifests: Manifests): void {
  for (const [id, manifest] of Object.entries(manifests)) {
    if (manifest === undefined) continue;
    const object = new ApiObject(scope, id, { ...manifest, metadata: { namespace: undefined, ...manifest.metadata } });
    const { annotations = {} } = manifest.metadata;
    if (manifest.kind === 'Deployment' && Object.keys(annotations).length === 0) writeEmptyAnnotations(object);
  }
}

/** A map or list that is left out of the object where it is empty. */
export function unlessEmpty<Value extends object>(value: Value): Value | undefined {
  return Object.keys(value).length === 0 ? undefined : value;
}

/** References to Secrets, as ServiceAccounts have them. */
export function toImagePullSecrets(names: readonly string[]): readonly { name: string }[] | undefined {
  return unlessEmpty(names.map(name => ({ name })));
}
