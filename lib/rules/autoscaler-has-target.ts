import { groupOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { at, fieldsOf, textOf } from './model/fields';
import { gatewayPods } from './model/gateway-pods';
import { kindId } from './model/kinds';
import { modelOf } from './model/model';
import { namespacesOfOthers } from './model/other-makers';
import { AUTOSCALER, DEPLOYMENT, STATEFUL_SET, workloadsOf } from './model/workloads';

/** Where workloads of the namespace are here, the one that is scaled should be among them. */
export const autoscalerHasTarget: Rule = {
  id: 'AMB842',
  doc: 'what a HorizontalPodAutoscaler scales is there',
  why: 'nothing is scaled, and only an event of the autoscaler tells of it',
  see: ['https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const others = namespacesOfOthers(index);
    const deployed = new Set(gatewayPods(index).map(({ namespace, name }) => `${namespace}/${name}`));
    for (const autoscaler of cluster.ofKind(AUTOSCALER)) {
      const { apiVersion, kind, name } = fieldsOf(at(autoscaler.object, 'spec', 'scaleTargetRef'));
      const id = kindId(groupOf(textOf(apiVersion) ?? ''), String(kind));
      const { namespace } = autoscaler;
      if (id !== DEPLOYMENT && id !== STATEFUL_SET) continue;
      if (others.has(namespace) || workloadsOf(index).index.in(namespace).length === 0) continue;
      if (cluster.find(id, namespace, String(name)) !== undefined || deployed.has(`${namespace}/${name}`)) continue;
      yield fault(
        autoscaler,
        `${describe(autoscaler)} for ${kind} ${namespace}/${name}, which is not there`,
        'a workload of the namespace',
        'correct scaleTargetRef; what istiod deploys for a Gateway is called by the Gateway and its class',
      );
    }
  },
};
