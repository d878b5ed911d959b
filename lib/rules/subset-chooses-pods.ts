import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { labelsIn, objectsOf, textOf } from './model/fields';
import { namespacesOfOthers } from './model/other-makers';
import { servicePods } from './model/service-pods';
import { destinationRules } from './model/traffic-hosts';

/** A subset is those pods of the Service that have its labels too. */
export const subsetChoosesPods: Rule = {
  id: 'AMB655',
  doc: 'the labels of a subset are those of some pods of the Service',
  why: 'requests for a subset without pods are answered with 503',
  see: ['https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset'],
  level: 'warning',
  *faults(index) {
    const rules = destinationRules(index);
    if (rules.size === 0) return;
    for (const { service, workloads } of servicePods(index)) {
      if (workloads.length === 0 || namespacesOfOthers(index).has(service.namespace)) continue;
      for (const rule of rules.get(service) ?? []) {
        for (const { name, labels } of objectsOf(rule.object.spec?.subsets)) {
          const wanted = Object.entries(labelsIn(labels));
          if (workloads.some(pods => wanted.every(([key, value]) => pods.labels[key] === value))) continue;
          yield fault(
            rule,
            `${describe(rule)} with subset ${textOf(name)} of labels ${wanted.map(pair => pair.join('=')).join(',')}, which no pods of ${describe(service)} have`,
            'labels of pods that the Service chooses',
            'correct the labels of the subset, or those of the pod template',
          );
        }
      }
    }
  },
};
