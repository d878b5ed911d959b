import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { budgetsOf, gatewayReplicas, holdsAll } from './model/budgets';
import { describe, type Stored } from './model/cluster';
import { type Fields, fieldsOf } from './model/fields';
import { modelOf } from './model/model';
import { overlaysOf, parametersInUse } from './model/overlays';
import { DAEMON_SET, type Workload } from './model/workloads';

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
    for (const { stored, workloads, gateways, fewest } of budgetsOf(index)) {
      const spec = fieldsOf(stored.object.spec);
      if (!holdsAll(spec, fewest) || isOfNodes(workloads, gateways.length)) continue;
      const owners = [...workloads.map(each => each.stored), ...gateways.map(({ gateway }) => gateway.stored)];
      yield toFault(stored, spec, owners, fewest);
    }
    for (const [map, users] of parametersInUse(modelOf(index))) {
      const budget = overlaysOf(map).find(({ key }) => key === 'podDisruptionBudget')?.value;
      const spec = fieldsOf(budget?.spec);
      const held = users.filter(gateway => holdsAll(spec, gatewayReplicas(index, gateway)));
      const [first] = held;
      if (first !== undefined)
        yield toFault(
          map,
          spec,
          held.map(({ stored }) => stored),
          gatewayReplicas(index, first),
        );
    }
  },
};

/** What runs on every node is not moved when one is drained. */
const isOfNodes = (workloads: readonly Workload[], others: number): boolean =>
  others === 0 && workloads.length > 0 && workloads.every(({ stored }) => stored.kind === DAEMON_SET);

function toFault(stored: Stored, spec: Fields, owners: readonly Stored[], pods: number | undefined) {
  const count = pods === undefined ? '' : ` with ${pods} pod${pods === 1 ? '' : 's'}`;
  const over = `${listed(owners.map(describe))}${count}`;
  return fault(stored, `${describe(stored)} with ${asStated(spec)} over ${over}`, EXPECTED, CURE);
}

const asStated = ({ minAvailable, maxUnavailable }: Fields): string =>
  maxUnavailable === undefined ? `minAvailable ${minAvailable}` : `maxUnavailable ${maxUnavailable}`;
