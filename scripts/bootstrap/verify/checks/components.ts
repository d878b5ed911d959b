import { groupKindOf } from '../../apply-set/apply-set';
import { describe } from '../../apply-set/members';
import { READY_AT_ONCE } from '../../wait/readiness';
import { type Check, fails, holds } from '../check';

const WORKLOADS = ['Deployment.apps', 'DaemonSet.apps', 'StatefulSet.apps'];
const RESOURCES: Readonly<Record<string, string>> = {
  'Deployment.apps': 'deployments',
  'DaemonSet.apps': 'daemonsets',
  'StatefulSet.apps': 'statefulsets',
};

/** istiod, istio-cni and ztunnel, and the apps: every workload of the topology. */
export const components: Check = {
  id: 'components',
  title: 'istiod, istio-cni, ztunnel and the apps are rolled out, on every node where they belong',
  run: async ({ objects, live }) => {
    const wanted = objects.filter(object => WORKLOADS.includes(groupKindOf(object)));
    return Promise.all(
      wanted.map(async object => {
        const kind = groupKindOf(object);
        const { name, namespace = 'default' } = object.metadata;
        const found = (await live.all(RESOURCES[kind])).find(
          ({ metadata }) => metadata.name === name && metadata.namespace === namespace,
        );
        const why = found === undefined ? 'it is not there' : READY_AT_ONCE[kind](found);
        if (why === undefined) return holds(describe(object), 'is rolled out');
        const look = `kubectl describe ${object.kind.toLowerCase()} -n ${namespace} ${name}`;
        return fails(describe(object), why, found === undefined ? 'npm run up' : `${look}, and the log of its pods`);
      }),
    );
  },
};
