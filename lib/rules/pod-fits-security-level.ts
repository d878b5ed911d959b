import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { enforcedLevel, securityProblems } from './model/pod-security';
import { workloadsOf } from './model/workloads';

/** Pod Security looks at pods, not at what makes them. */
export const podFitsSecurityLevel: Rule = {
  id: 'AMB836',
  doc: 'pods fit the level of Pod Security that their namespace enforces',
  why: 'the API server refuses every pod: the Deployment is accepted, and has none',
  see: ['https://kubernetes.io/docs/concepts/security/pod-security-standards/'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    for (const workload of workloadsOf(index).all) {
      const { stored, namespace } = workload;
      const level = enforcedLevel(cluster.namespaceLabels(namespace));
      const problems = securityProblems(level, workload);
      if (problems.length === 0) continue;
      yield fault(
        stored,
        `pods of ${describe(stored)} with ${listed(problems)}, in a namespace that enforces ${level}`,
        `pods that Pod Security takes at level ${level}`,
        'correct the securityContext of the pod and of its containers, or move what needs more to another namespace',
      );
    }
  },
};
