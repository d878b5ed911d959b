import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { labelsIn, objectsOf, textOf } from './model/fields';
import { VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { type ServicePods, servicePods } from './model/service-pods';
import { destinationRules, resolveHost } from './model/traffic-hosts';
import { destinationsOf } from './traffic-host-exists';

/** A subset is those pods of the Service that have its labels too; what nobody sends requests to may be empty. */
export const subsetChoosesPods: Rule = {
  id: 'AMB655',
  doc: 'the labels of a subset that requests are sent to are those of some pods of the Service',
  why: 'requests for a subset without pods are answered with 503',
  see: ['https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset'],
  level: 'warning',
  *faults(index) {
    const rules = destinationRules(index);
    if (rules.size === 0) return;
    const used = usedSubsets(index);
    for (const pods of servicePods(index)) {
      const { service, workloads } = pods;
      const names = used.get(service);
      if (names === undefined || workloads.length === 0 || namespacesOfOthers(index).has(service.namespace)) continue;
      for (const rule of rules.get(service) ?? []) {
        const empty = emptySubsets(rule, pods, names);
        if (empty.length === 0) continue;
        yield fault(
          rule,
          `${describe(rule)} with ${empty.length > 1 ? 'subsets' : 'subset'} ${listed(empty)}, which no pods of ${describe(service)} have`,
          'labels of pods that the Service chooses',
          'correct the labels of the subset, or those of the pod template',
        );
      }
    }
  },
};

/** The subsets among some that choose no pods, each with its labels. */
function emptySubsets(rule: Stored, { workloads }: ServicePods, names: ReadonlySet<string>): string[] {
  return objectsOf(rule.object.spec?.subsets).flatMap(({ name, labels }) => {
    const wanted = Object.entries(labelsIn(labels));
    const isEmpty = !workloads.some(pods => wanted.every(([key, value]) => pods.labels[key] === value));
    const title = `${textOf(name)} of labels ${wanted.map(pair => pair.join('=')).join(',')}`;
    return isEmpty && names.has(textOf(name) ?? '') ? [title] : [];
  });
}

/** The subsets of each Service that VirtualServices send requests to. */
function usedSubsets(index: ObjectIndex): ReadonlyMap<Stored, ReadonlySet<string>> {
  const used = new Map<Stored, Set<string>>();
  for (const rule of modelOf(index).cluster.ofKind(VIRTUAL_SERVICE)) {
    for (const { host, subset } of destinationsOf(rule)) {
      const name = textOf(subset);
      const { service } = resolveHost(index, textOf(host) ?? '', rule.namespace);
      if (name !== undefined && service !== undefined) used.set(service, (used.get(service) ?? new Set()).add(name));
    }
  }
  return used;
}
