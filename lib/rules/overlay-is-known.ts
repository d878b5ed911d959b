import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { parametersInUse } from './model/overlays';
import { OVERLAYS, unknownOverlays } from './model/parameters';

/** One key that istiod does not know keeps the whole Gateway from being deployed. */
export const overlayIsKnown: Rule = {
  id: 'AMB641',
  doc: 'the parameters of a Gateway have only keys that istiod knows',
  why: 'istiod deploys nothing for the Gateway, and its status says Accepted',
  see: ['https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go'],
  level: 'error',
  *faults(index) {
    for (const [map, users] of parametersInUse(modelOf(index))) {
      const unknown = unknownOverlays(map);
      if (unknown.length === 0) continue;
      yield fault(
        map,
        `${describe(map)}, parameters of ${listed(users.map(({ stored }) => describe(stored)))}, with ${listed(unknown)}`,
        `no other keys than ${listed(OVERLAYS)}`,
        'correct the keys; they are in camel case',
      );
    }
  },
};
