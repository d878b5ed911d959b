import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, labelsOf, type Stored } from './model/cluster';
import { gatewayPods } from './model/gateway-pods';
import { SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { DEPLOYMENT } from './model/workloads';

const MANAGED = 'gateway.istio.io/managed';

/** istiod leaves alone what it has not made itself. */
export const deployedNameIsFree: Rule = {
  id: 'AMB824',
  doc: 'nothing else has the name of the Deployment and the Service that istiod makes for a Gateway',
  why: 'istiod leaves the other object as it is: the Gateway has no pods, or its address is that of the other Service',
  see: ['https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const owners = new Map<string, Stored>();
    for (const { gateway, namespace, name } of gatewayPods(index)) {
      const objects = [DEPLOYMENT, SERVICE].map(kind => cluster.find(kind, namespace, name));
      const foreign = objects.find(stored => stored !== undefined && labelsOf(stored)[MANAGED] === undefined);
      const first = owners.get(`${namespace}/${name}`);
      owners.set(`${namespace}/${name}`, gateway.stored);
      if (foreign === undefined && first === undefined) continue;
      const taken = foreign === undefined ? `as for ${describe(first as Stored)}` : `the name of ${describe(foreign)}`;
      yield fault(
        gateway.stored,
        `${describe(gateway.stored)}, for which istiod deploys ${name}, ${taken}`,
        'a name that no Deployment, Service or other Gateway of the namespace has',
        'rename the Gateway, or set annotation gateway.istio.io/name-override',
      );
    }
  },
};
