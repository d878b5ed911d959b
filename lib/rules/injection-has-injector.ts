import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, labelsOf } from './model/cluster';
import { istiodsOf } from './model/components';
import { HELM_RELEASE } from './model/deliveries';
import { MUTATING_WEBHOOKS, NAMESPACE } from './model/kinds';
import { modelOf } from './model/model';

const INJECTION = 'istio-injection';

/** An ambient mesh may well have no injector. */
export const injectionHasInjector: Rule = {
  id: 'AMB818',
  doc: 'a namespace with istio-injection=enabled has an istiod that injects sidecars',
  why: 'nothing is injected and nothing tells of it: the pods of the namespace are outside the mesh',
  see: ['https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const istiods = istiodsOf(index);
    // Only istiod in plain manifests can be seen to have no webhook: charts and operators bring theirs along.
    const isPlain = ({ stored }: (typeof istiods)[number]) => stored.object.kind === 'Deployment';
    if (istiods.length === 0 || !istiods.every(isPlain) || cluster.ofKind(HELM_RELEASE).length > 0) return;
    if (cluster.ofKind(MUTATING_WEBHOOKS).length > 0) return;
    for (const namespace of cluster.ofKind(NAMESPACE)) {
      if (labelsOf(namespace)[INJECTION] !== 'enabled') continue;
      yield fault(
        namespace,
        `${describe(namespace)} with ${INJECTION}=enabled; ${listed(istiods.map(({ title }) => title))} has no webhook that injects`,
        'istio.io/dataplane-mode=ambient, by which ztunnel takes pods into the mesh',
        `replace ${INJECTION}=enabled by istio.io/dataplane-mode=ambient`,
      );
    }
  },
};
