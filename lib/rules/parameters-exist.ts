import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { CONFIG_MAP } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';
import { parametersProblem } from './model/parameters';

/** Parameters stand beside the Gateway, in a ConfigMap. */
export const parametersExist: Rule = {
  id: 'AMB640',
  doc: 'the parameters of a Gateway are a ConfigMap in its namespace',
  why: 'istiod does not deploy the Gateway; up to 1.30 no status tells, from 1.31 on it says InvalidParameters',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment'],
  level: 'error',
  *faults(index) {
    const { cluster, gateways } = modelOf(index);
    for (const { stored, spec, controller } of gateways) {
      if (controller === undefined || controller.role === 'remote') continue;
      const problem = parametersProblem(cluster, stored);
      if (problem === undefined) continue;
      const { kind = '', name = '' } = spec.infrastructure?.parametersRef ?? {};
      if (kind === CONFIG_MAP && mayBeThere(index, kind, stored.namespace, name)) continue;
      yield fault(
        stored,
        `${describe(stored)} with parameters that cannot be used: ${problem.message}`,
        'a ConfigMap in the namespace of the Gateway',
        'correct infrastructure.parametersRef (group "", kind ConfigMap), or add the ConfigMap',
      );
    }
  },
};
