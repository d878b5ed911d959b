import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { textOf } from './model/fields';
import { gatewayPods } from './model/gateway-pods';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { workloadsOf } from './model/workloads';

const SERVICE_ACCOUNT = 'ServiceAccount';

/** Kubernetes makes the account `default` in every namespace; where accounts are here, the others should be too. */
export const serviceAccountExists: Rule = {
  id: 'AMB843',
  doc: 'the ServiceAccount of pods is there',
  why: 'no pod is made until it is there; the Deployment tells of it in its conditions alone',
  see: ['https://kubernetes.io/docs/tasks/configure-pod-container/configure-service-account/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const others = namespacesOfOthers(index);
    const made = new Set(gatewayPods(index).map(({ namespace, name }) => `${namespace}/${name}`));
    for (const { stored, spec, namespace } of workloadsOf(index).all) {
      const account = textOf(spec.serviceAccountName) ?? textOf(spec.serviceAccount) ?? '';
      if (['', 'default'].includes(account) || others.has(namespace) || !cluster.has(SERVICE_ACCOUNT, namespace))
        continue;
      if (cluster.find(SERVICE_ACCOUNT, namespace, account) !== undefined || made.has(`${namespace}/${account}`))
        continue;
      yield fault(
        stored,
        `${describe(stored)} with ServiceAccount ${namespace}/${account}, which is not there`,
        'a ServiceAccount of the namespace',
        'add the ServiceAccount, or correct serviceAccountName',
      );
    }
  },
};
