import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { budgetsOf, holdsAll } from './model/budgets';
import { describe } from './model/cluster';
import { at, type Fields, fieldsOf } from './model/fields';
import { modelOf } from './model/model';
import { overlaysOf, parametersInUse } from './model/overlays';

const EXPECTED = 'a budget that lets at least one pod go';
const CURE = 'run one replica more than minAvailable, or set maxUnavailable to 1 in its place';

/** A node is drained by moving its pods one by one, as far as budgets let them go. */
export const budgetLetsPodsGo: Rule = {
  id: 'AMB825',
  doc: 'a PodDisruptionBudget lets a pod go, so that nodes can be drained',
  why: 'kubectl drain, and every upgrade of the nodes, waits for ever',
  see: ['https://kubernetes.io/docs/tasks/run-application/configure-pdb/'],
  level: 'warning',
  *faults(index) {
    for (const { stored, workloads, fewest } of budgetsOf(index)) {
      const spec = fieldsOf(stored.object.spec);
      if (!holdsAll(spec, fewest)) continue;
      const pods = workloads.map(each => describe(each.stored));
      yield fault(
        stored,
        `${describe(stored)} with ${asStated(spec)} over ${listed(pods)} with ${fewest} pods`,
        EXPECTED,
        CURE,
      );
    }
    const { cluster, gateways, rootNamespace } = modelOf(index);
    for (const [map, users] of parametersInUse(cluster, gateways, rootNamespace)) {
      const [deployment, autoscaler, budget] = OVERLAYS.map(
        key => overlaysOf(map).find(each => each.key === key)?.value,
      );
      const pods = at(autoscaler, 'spec', 'minReplicas') ?? at(deployment, 'spec', 'replicas') ?? 1;
      const spec = budget && fieldsOf(budget.spec);
      if (spec === undefined || typeof pods !== 'number' || !holdsAll(spec, pods)) continue;
      const names = listed(users.map(({ stored }) => describe(stored)));
      yield fault(map, `${describe(map)} with ${asStated(spec)} over ${names} with ${pods} pods`, EXPECTED, CURE);
    }
  },
};

const OVERLAYS = ['deployment', 'horizontalPodAutoscaler', 'podDisruptionBudget'];

const asStated = ({ minAvailable, maxUnavailable }: Fields): string =>
  maxUnavailable === undefined ? `minAvailable ${minAvailable}` : `maxUnavailable ${maxUnavailable}`;
