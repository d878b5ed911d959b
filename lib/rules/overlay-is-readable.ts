import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { overlaysOf, parametersInUse } from './model/overlays';

/** Each key holds a part of an object as YAML, in a text. */
export const overlayIsReadable: Rule = {
  id: 'AMB642',
  doc: 'each of the parameters of a Gateway is an object in YAML',
  why: 'istiod deploys nothing for the Gateway, and its status says Accepted',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment'],
  level: 'error',
  *faults(index) {
    for (const [map, users] of parametersInUse(modelOf(index))) {
      for (const { key, value } of overlaysOf(map)) {
        if (value !== undefined) continue;
        yield fault(
          map,
          `${describe(map)}, parameters of ${listed(users.map(({ stored }) => describe(stored)))}, with no object in ${key}`,
          `a part of a ${key.charAt(0).toUpperCase()}${key.slice(1)} as YAML`,
          'correct the YAML of that key, starting with spec or metadata',
        );
      }
    }
  },
};
