import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { namespacesOfOthers } from './model/other-makers';
import { servicePods } from './model/service-pods';
import { workloadsOf } from './model/workloads';

/** Where pods of the namespace are here, those of the Service should be among them. */
export const serviceSelectsPods: Rule = {
  id: 'AMB839',
  doc: 'the selector of a Service chooses pods that something here makes',
  why: 'a Service without pods answers nobody: 503 by way of a Gateway, a connection refused inside the mesh',
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#defining-a-service'],
  level: 'warning',
  *faults(index) {
    const others = namespacesOfOthers(index);
    const pods = workloadsOf(index).index;
    for (const { service, selector, workloads, gateways } of servicePods(index)) {
      if (workloads.length > 0 || gateways.length > 0 || others.has(service.namespace)) continue;
      if (pods.in(service.namespace).length === 0) continue;
      const labels = Object.entries(selector).map(([key, value]) => `${key}=${value}`);
      yield fault(
        service,
        `${describe(service)} with selector ${labels.join(',')}, which no pods of ${service.namespace} have`,
        'labels of pods in the namespace of the Service',
        'correct the selector, or the labels of the pod template',
      );
    }
  },
};
