import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { findClass } from './model/gateway-classes';
import { modelOf } from './model/model';
import { mayBeMade } from './model/optional-classes';

/** Nothing takes up a Gateway of a class that nobody has made. */
export const gatewayClassExists: Rule = {
  id: 'AMB603',
  doc: 'the class of a Gateway is one of istiod’s, or there',
  why: 'a Gateway of an unknown class waits for its controller for ever, and all its routes with it',
  see: ['https://gateway-api.sigs.k8s.io/api-types/gatewayclass/'],
  level: 'warning',
  *faults(index) {
    const { cluster, gateways } = modelOf(index);
    for (const { stored, spec } of gateways) {
      const name = spec.gatewayClassName;
      if (findClass(cluster, name) !== undefined || mayBeMade(index, name)) continue;
      yield fault(
        stored,
        `${describe(stored)} of class ${name}, which is not there`,
        'class istio, istio-waypoint, istio-remote, or a GatewayClass among the objects',
        'correct gatewayClassName, or add the GatewayClass',
      );
    }
  },
};
