import { describe } from '../../apply-set/members';
import { type Check, fails, holds } from '../check';
import { memberPods, meshNamespaces } from '../members';

const INJECTION = ['istio-injection', 'istio.io/rev'];

/** A sidecar of an earlier installation costs memory and takes its pod's traffic out of ztunnel's hands. */
export const sidecars: Check = {
  id: 'sidecars',
  title: 'no sidecar is left over in the mesh, and no namespace asks for one',
  run: async ({ objects, live }) => {
    const namespaces = meshNamespaces(objects);
    const asking = (await live.all('namespaces'))
      .filter(({ metadata }) => namespaces.includes(metadata.name))
      .flatMap(namespace => {
        const label = INJECTION.find(key => namespace.metadata.labels?.[key] !== undefined);
        if (label === undefined) return [];
        const { name } = namespace.metadata;
        return [fails(describe(namespace), `carries ${label}`, `kubectl label namespace ${name} ${label}-`)];
      });
    const pods = await memberPods(live, objects);
    const carrying = pods
      .filter(({ spec }) =>
        [...(spec.containers ?? []), ...(spec.initContainers ?? [])].some(
          ({ name }: { name: string }) => name === 'istio-proxy',
        ),
      )
      .map(pod => {
        const cure = `kubectl rollout restart -n ${pod.metadata.namespace} deployment: pods come back without it`;
        return fails(describe(pod), 'carries a container istio-proxy', cure);
      });
    const faults = [...asking, ...carrying];
    return faults.length > 0 || pods.length === 0 ? faults : [holds('the mesh', `${pods.length} pods, no sidecar`)];
  },
};
