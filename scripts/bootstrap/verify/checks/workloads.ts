import { describe } from '../../apply-set/members';
import type { LiveObject } from '../../kubectl/live-object';
import { type Check, fails, holds } from '../check';
import { componentPods, memberPods } from '../members';
import type { ZtunnelDump } from '../mesh/ztunnel-dump';

/** Every ztunnel knows every pod of the mesh, and that it speaks HBONE. */
export const workloads: Check = {
  id: 'workloads',
  title: 'every ztunnel knows the pods of the mesh, and that they speak HBONE',
  run: async ({ objects, live, mesh }) => {
    const members = await memberPods(live, objects);
    const ztunnels = await componentPods(live, 'ztunnel');
    if (members.length === 0) return [];
    if (ztunnels.length === 0)
      return [
        fails(
          'ztunnel',
          'runs nowhere',
          'kubectl get daemonsets -A: is ztunnel among them, and does a node take its pods?',
        ),
      ];
    return Promise.all(
      ztunnels.map(async ztunnel => {
        const dump = await mesh.ztunnelDump(ztunnel);
        const wrong = members.flatMap(pod => wrongWith(pod, dump));
        if (wrong.length === 0) return holds(describe(ztunnel), `knows all ${members.length} pods as HBONE`);
        const cure = 'is the pod marked (check membership), and are istiod and this ztunnel in sync (check sync)?';
        return fails(
          describe(ztunnel),
          `${wrong.length} of ${members.length} pods are not known as HBONE`,
          cure,
          wrong,
        );
      }),
    );
  },
};

function wrongWith(pod: LiveObject, { workloads: known }: ZtunnelDump): string[] {
  const { name, namespace } = pod.metadata;
  const found = known.find(one => one.name === name && one.namespace === namespace);
  if (found === undefined) return [`${describe(pod)}: not known`];
  if (found.protocol !== 'HBONE') return [`${describe(pod)}: ${found.protocol}`];
  const address = pod.status?.podIP as string | undefined;
  const stale = address !== undefined && found.workloadIps !== undefined && !found.workloadIps.includes(address);
  return stale ? [`${describe(pod)}: known at ${found.workloadIps?.join(', ')}, is at ${address}`] : [];
}
