import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { isProxy } from './model/policy-scopes';
import { SIDECAR_ANNOTATIONS } from './model/sidecar-annotations';
import { isCaptured, workloadsOf } from './model/workloads';

/** What was said to a sidecar is said to nobody. */
export const annotationIsReadByZtunnel: Rule = {
  id: 'AMB865',
  doc: 'pods that ztunnel takes into the mesh have no annotations for sidecars',
  why: 'nobody reads them: ports and addresses that were to bypass the mesh do not, and limits of a proxy limit nothing',
  see: [
    'https://istio.io/latest/docs/reference/config/annotations/',
    'https://istio.io/latest/docs/ambient/usage/add-workloads/',
  ],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const workload of workloadsOf(index).all) {
      const names = Object.keys(workload.annotations);
      if (names.length === 0 || !isCaptured(cluster, workload) || isProxy(workload)) continue;
      for (const name of names) {
        const unread = SIDECAR_ANNOTATIONS.find(({ pattern }) => pattern.test(name));
        if (unread === undefined) continue;
        yield fault(
          workload.stored,
          `${describe(workload.stored)} with annotation ${name} on its pods, which ztunnel does not read`,
          'no annotations for sidecars on pods without one',
          unread.cure,
        );
      }
    }
  },
};
