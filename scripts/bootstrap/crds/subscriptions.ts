import type { KubeObject } from '../../../lib/core/object-index';
import { describe } from '../apply-set/members';
import { objectsOf } from '../plan/plan';
import { error, type Problem } from '../problems';
import type { Present } from './present';

const OLM = 'operators.coreos.com';

/** Operators that are subscribed to need Operator Lifecycle Manager, which is the platform's and not for us to bring. */
export function checkSubscriptions(
  objects: readonly KubeObject[],
  present: ReadonlyMap<string, Present>,
): readonly Problem[] {
  const [subscription] = objectsOf(objects, 'Subscription', OLM);
  if (subscription === undefined || present.has(`subscriptions.${OLM}`)) return [];
  const what = `the cluster has no Operator Lifecycle Manager, and ${describe(subscription)} is for it`;
  return [
    error('AMB924', what, 'use OpenShift, or install it: https://olm.operatorframework.io/docs/getting-started/'),
  ];
}
