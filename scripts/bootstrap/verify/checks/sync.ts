import { type Check, fails, holds } from '../check';
import { componentPods } from '../members';
import { outOfSync } from '../mesh/sync-status';

/** istiod and its proxies agree on what was sent last. */
export const sync: Check = {
  id: 'sync',
  title: 'istiod and every ztunnel and gateway are in sync, and of one version',
  run: async ({ live, mesh, plan }) => {
    const istiod = await componentPods(live, 'istiod');
    if (istiod.length === 0) return [fails('istiod', 'runs nowhere', 'kubectl get deployments -A -l app=istiod')];
    const statuses = await mesh.syncStatus(istiod);
    const known = new Set(statuses.map(({ proxy }) => proxy));
    const absent = (await componentPods(live, 'ztunnel'))
      .map(({ metadata }) => `${metadata.name}.${metadata.namespace}`)
      .filter(name => !known.has(name))
      .map(name =>
        fails(
          name,
          'istiod serves no such ztunnel',
          `kubectl logs -n ${name.split('.')[1]} ${name.split('.')[0]}: can it reach istiod?`,
        ),
      );
    const served = statuses.map(status => {
      const name = status.proxy ?? 'a proxy without a name';
      const faults = outOfSync(status);
      const version = status.istio_version ?? '';
      const wanted = plan.mesh.version;
      if (faults.length > 0)
        return fails(name, faults.join('; '), 'kubectl logs of that pod and of istiod: what was refused, and why?');
      if (version !== '' && version !== wanted)
        return fails(name, `is ${version}, and the topology is ${wanted}`, 'kubectl rollout restart what is older');
      return holds(name, `is in sync${version === '' ? '' : `, ${version}`}`);
    });
    return [...absent, ...served];
  },
};
