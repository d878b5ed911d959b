import type { Rule } from '../core/rule';
import { fault } from './fault';
import { deployedName, isManaged } from './model/addresses';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

const LONGEST = 63;
/** The name of a Service begins with a letter. */
const SERVICE_NAME = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;

/** istiod calls what it deploys for a Gateway by the Gateway and its class, and it becomes a Service and a label. */
export const derivedNameFits: Rule = {
  id: 'AMB650',
  doc: 'the name that istiod makes of a Gateway and its class is one that a Service can have',
  why: 'the API server refuses what istiod deploys; the Gateway is accepted, and has no pods',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment'],
  level: 'error',
  *faults(index) {
    for (const { stored, spec, controller } of modelOf(index).gateways) {
      if (controller === undefined || controller.role === 'remote' || !isManaged(spec)) continue;
      const name = deployedName(stored, controller);
      if (name.length <= LONGEST && SERVICE_NAME.test(name)) continue;
      yield fault(
        stored,
        `${describe(stored)}, for which istiod deploys ${name} (${name.length} characters)`,
        `at most ${LONGEST} characters: a letter, then letters, digits and dashes`,
        'shorten the name of the Gateway or of its class, or set annotation gateway.istio.io/name-override',
      );
    }
  },
};
