import { parse } from 'yaml';
import { objectsOf } from '../../plan/plan';
import { type Check, fails, holds } from '../check';
import { componentPods, meshNamespaces } from '../members';

interface Selector {
  readonly matchLabels?: Readonly<Record<string, string>>;
}

/**
 * With discovery selectors istiod sees the namespaces that they choose and no others: one of its own that they miss
 * gets no certificates.
 * @see https://github.com/istio/istio/issues/52057
 */
export const discovery: Check = {
  id: 'discovery',
  title: 'istiod sees every namespace of the mesh, its own and that of ztunnel',
  run: async ({ objects, live, plan }) => {
    const configMap = objectsOf(objects, 'ConfigMap').find(({ data }) => data?.mesh !== undefined);
    const { discoverySelectors = [] } = (parse(configMap?.data.mesh ?? '') ?? {}) as {
      discoverySelectors?: Selector[];
    };
    if (discoverySelectors.length === 0) return [];
    const ztunnel = (await componentPods(live, 'ztunnel')).map(({ metadata }) => metadata.namespace ?? '');
    const needed = [...new Set([plan.mesh.namespace, ...ztunnel, ...meshNamespaces(objects)])];
    const namespaces = await live.all('namespaces');
    return needed.map(name => {
      const labels = namespaces.find(({ metadata }) => metadata.name === name)?.metadata.labels ?? {};
      const chosen = discoverySelectors.some(({ matchLabels = {} }) =>
        Object.entries(matchLabels).every(([key, value]) => labels[key] === value),
      );
      if (chosen) return holds(`Namespace ${name}`, 'is seen by istiod');
      const [[key, value] = ['', '']] = Object.entries(discoverySelectors[0].matchLabels ?? {});
      return fails(
        `Namespace ${name}`,
        'no discovery selector chooses it',
        `kubectl label namespace ${name} ${key}=${value}`,
      );
    });
  },
};
