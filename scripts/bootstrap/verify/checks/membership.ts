import { describe } from '../../apply-set/members';
import { type Check, fails, holds } from '../check';
import { MODE, memberPods, meshNamespaces, REDIRECTED } from '../members';

/** Namespaces carry the label, and istio-cni has taken every pod in them into the mesh. */
export const membership: Check = {
  id: 'membership',
  title: 'every namespace of the mesh is labelled, and every pod in it is redirected to ztunnel',
  run: async ({ objects, live }) => {
    const namespaces = await live.all('namespaces');
    const labels = meshNamespaces(objects).map(name => {
      const found = namespaces.find(({ metadata }) => metadata.name === name);
      const value = found?.metadata.labels?.[MODE];
      if (value === 'ambient') return holds(`Namespace ${name}`, `carries ${MODE}=ambient`);
      const what = found === undefined ? 'it is not there' : `${MODE} is ${value ?? 'not set'}`;
      return fails(`Namespace ${name}`, what, `kubectl label namespace ${name} ${MODE}=ambient --overwrite`);
    });
    const pods = (await memberPods(live, objects)).map(pod => {
      const mark = pod.metadata.annotations?.[REDIRECTED];
      if (mark === 'enabled') return holds(describe(pod), `${REDIRECTED} is enabled`);
      const cure = `what does istio-cni say on node ${pod.spec.nodeName}? kubectl get pods -A -l k8s-app=istio-cni-node -o wide, then its log; then delete the pod`;
      return fails(describe(pod), `${REDIRECTED} is ${mark ?? 'not set'}`, cure);
    });
    return [...labels, ...pods];
  },
};
