import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, labelsOf } from './model/cluster';
import { componentsOf, istiodsOf } from './model/components';
import { objectsOf, selectorIn } from './model/fields';
import { GATEWAY, kindId, LISTENER_SET, NAMESPACE, ROUTES } from './model/kinds';
import { selectorTest } from './model/label-selectors';
import { modelOf } from './model/model';
import { DATAPLANE_MODE } from './model/workloads';

/** What istiod must see to do anything with it. */
const READ = [
  GATEWAY,
  LISTENER_SET,
  ...ROUTES,
  ...['AuthorizationPolicy', 'PeerAuthentication', 'RequestAuthentication'].map(kind =>
    kindId('security.istio.io', kind),
  ),
  ...['DestinationRule', 'VirtualService', 'ServiceEntry'].map(kind => kindId('networking.istio.io', kind)),
];

/** With discovery selectors a namespace that none of them chooses is not there for istiod. */
export const namespaceIsDiscovered: Rule = {
  id: 'AMB822',
  doc: 'discoverySelectors choose every namespace that istiod has to know',
  why: 'istiod does not see the namespace: its Gateways, routes and policies do nothing, its pods have no identity',
  see: [
    'https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/',
    'https://istio.io/latest/blog/2021/discovery-selectors/',
  ],
  level: 'error',
  *faults(index) {
    const tests = istiodsOf(index).map(({ meshConfig }) =>
      objectsOf(meshConfig?.discoverySelectors).map(selector => selectorTest(selectorIn(selector))),
    );
    if (tests.length === 0 || tests.some(each => each.length === 0)) return;
    const { cluster } = modelOf(index);
    const agents = componentsOf(index).filter(({ role }) => role === 'ztunnel');
    for (const namespace of cluster.ofKind(NAMESPACE)) {
      const { name } = namespace;
      const labels = cluster.namespaceLabels(name) ?? {};
      if (tests.some(each => each.some(test => test === undefined || test(labels)))) continue;
      const held = [
        ...heldIn(index, name),
        ...agents.filter(each => each.namespace === name).map(({ title }) => title),
      ];
      if (labelsOf(namespace)[DATAPLANE_MODE] === 'ambient') held.push('pods in the mesh');
      if (held.length === 0) continue;
      yield fault(
        namespace,
        `${describe(namespace)} with ${listed(held)}, which discoverySelectors of the mesh do not choose`,
        'labels that one of the selectors asks for',
        'label the namespace as the other namespaces of the mesh are',
      );
    }
  },
};

/** The kinds that istiod reads and that a namespace has, each by an example. */
function heldIn(index: ObjectIndex, namespace: string): string[] {
  const { cluster } = modelOf(index);
  return READ.filter(kind => cluster.has(kind, namespace)).map(kind => kind.split('.')[0] ?? kind);
}
