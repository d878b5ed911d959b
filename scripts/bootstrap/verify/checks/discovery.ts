import { selectorTest } from '../../../../lib/rules/model/label-selectors';
import { gatewaysOf } from '../../plan/gateways';
import { type Check, fails, holds } from '../check';
import { componentPods, meshNamespaces } from '../members';

/**
 * With discovery selectors istiod sees the namespaces that they choose and no others: one of its own that they miss
 * gets no certificates.
 * @see https://github.com/istio/istio/issues/52057
 */
export const discovery: Check = {
  id: 'discovery',
  title: 'istiod sees every namespace of the mesh and of its Gateways, its own and that of ztunnel',
  run: async ({ objects, live, plan }) => {
    const { discoverySelectors = [] } = plan.mesh.meshConfig;
    if (discoverySelectors.length === 0) return [];
    const ztunnel = (await componentPods(live, 'ztunnel')).map(({ metadata }) => metadata.namespace ?? '');
    const gateways = gatewaysOf(objects).map(({ namespace }) => namespace);
    const needed = [...new Set([plan.mesh.namespace, ...ztunnel, ...meshNamespaces(objects), ...gateways])];
    const namespaces = await live.all('namespaces');
    return needed.map(name => {
      const labels = namespaces.find(({ metadata }) => metadata.name === name)?.metadata.labels ?? {};
      const chosen = discoverySelectors.some(selector => selectorTest(selector)?.(labels));
      if (chosen) return holds(`Namespace ${name}`, 'is seen by istiod');
      const wanted = Object.entries(discoverySelectors[0].matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
      const cure = `kubectl label namespace ${name} ${wanted.join(' ') || 'with what a selector asks for'}`;
      return fails(`Namespace ${name}`, 'no discovery selector chooses it', cure);
    });
  },
};
