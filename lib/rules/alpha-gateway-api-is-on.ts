import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import type { Component } from './model/component';
import { istiodsOf } from './model/components';
import { minorFacts } from './model/istio-minors';
import { modelOf } from './model/model';

const SWITCH = 'PILOT_ENABLE_ALPHA_GATEWAY_API';

/** Whether an istiod refuses listeners of a protocol; one of unknown version does not. */
const refuses = (protocol: string) => (istiod: Component) => {
  const alpha: readonly string[] = minorFacts(istiod.version)?.alphaListenerProtocols ?? [];
  return alpha.includes(protocol) && String(istiod.env[SWITCH]) !== 'true';
};

/** Listeners for TLS to 1.29 and for TCP to 1.30 are alpha. */
export const alphaGatewayApiIsOn: Rule = {
  id: 'AMB801',
  doc: 'istiod is told to serve listeners of protocols that are alpha in its version',
  why: 'istiod refuses the listener, and routes of it go nowhere: TLS up to Istio 1.29, TCP up to 1.30',
  see: ['https://github.com/istio/istio/blob/1.29.3/pilot/pkg/config/kube/gateway/conversion.go'],
  level: 'error',
  *faults(index) {
    const istiods = istiodsOf(index);
    if (istiods.length === 0 || istiods.some(({ isOpen }) => isOpen)) return;
    for (const { controller, stored, listeners, sets } of modelOf(index).gateways) {
      if (controller?.role !== 'gateway') continue;
      for (const { spec } of [...listeners, ...sets.flatMap(set => set.listeners)]) {
        if (!istiods.every(refuses(spec.protocol))) continue;
        yield fault(
          stored,
          `listener ${spec.name} of ${describe(stored)} with protocol ${spec.protocol}, on ${istiods[0]?.title} ${istiods[0]?.version}`,
          `${SWITCH}=true in the environment of istiod, or a newer Istio`,
          `set ${SWITCH} to "true" for istiod, as in pilot.env of its values`,
        );
      }
    }
  },
};
