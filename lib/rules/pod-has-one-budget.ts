import type { Rule } from '../core/rule';
import { fault } from './fault';
import { budgetsOf } from './model/budgets';
import { describe, type Stored } from './model/cluster';
import type { Workload } from './model/workloads';

/** Whoever asks for the eviction of a pod with two budgets gets an error. */
export const podHasOneBudget: Rule = {
  id: 'AMB826',
  doc: 'a pod is under one PodDisruptionBudget',
  why: 'the API server refuses to evict a pod with two budgets, whatever they say: its node cannot be drained',
  see: ['https://kubernetes.io/docs/concepts/scheduling-eviction/api-eviction/'],
  level: 'error',
  *faults(index) {
    const first = new Map<Workload, Stored>();
    for (const { stored, workloads } of budgetsOf(index)) {
      for (const workload of workloads) {
        const other = first.get(workload);
        if (other === undefined) {
          first.set(workload, stored);
          continue;
        }
        yield fault(
          stored,
          `${describe(stored)} over the pods of ${describe(workload.stored)}, which ${describe(other)} is over already`,
          'one budget for each pod',
          'remove one of the two, or narrow its selector',
        );
      }
    }
  },
};
