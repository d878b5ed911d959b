import type { KubeObject } from '../../../lib/core/object-index';

/** Where an add-on's manifests come from. */
export type AddOnSource =
  | {
      readonly type: 'manifest';
      /** The published file. */
      readonly url: string;
    }
  | {
      /** A Helm chart, rendered by the user's helm; no release is made. */
      readonly type: 'chart';
      /** The chart's repository. */
      readonly repository: string;
      readonly chart: string;
    };

/** Something beside the mesh that a topology's objects need on the cluster. */
export interface AddOn {
  readonly name: string;
  /** The release that is pinned. */
  readonly version: string;
  readonly source: AddOnSource;
  /** Its namespace. */
  readonly namespace: string;
  /** Whether some objects need it. */
  readonly isNeeded: (objects: readonly KubeObject[]) => boolean;
  /** A definition that tells that it is installed, by whomever. */
  readonly definition: string;
  /** An object that its webhook is asked about by a dry run; absent where it has none. */
  readonly probe?: KubeObject;
}

/** Whether any object is of one of the API groups. */
export const ofGroups =
  (...groups: string[]) =>
  (objects: readonly KubeObject[]): boolean =>
    objects.some(({ apiVersion }) => groups.includes(apiVersion.split('/')[0]) && apiVersion.includes('/'));

/** Whether Operator Lifecycle Manager is asked for an operator, which is then its business. */
export const subscribed = (objects: readonly KubeObject[], name: string): boolean =>
  objects.some(({ kind, spec }) => kind === 'Subscription' && spec?.name === name);
