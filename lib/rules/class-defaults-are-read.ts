import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, labelsOf } from './model/cluster';
import { findController } from './model/gateway-classes';
import { CONFIG_MAP } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeMade } from './model/optional-classes';
import { OVERLAYS } from './model/parameters';

const LABEL = 'gateway.istio.io/defaults-for-class';

/** istiod looks for the defaults of a class in its own namespace alone. */
export const classDefaultsAreRead: Rule = {
  id: 'AMB677',
  doc: 'the defaults for all Gateways of a class are in the namespace of istiod, and for a class that it serves',
  why: 'istiod reads no others: the Gateways are deployed without them, and nothing tells',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment'],
  level: 'warning',
  *faults(index) {
    const { cluster, systemNamespace: root } = modelOf(index);
    if (!cluster.knowsNamespace(root)) return;
    for (const map of cluster.ofKind(CONFIG_MAP)) {
      const className = labelsOf(map)[LABEL];
      if (className === undefined) continue;
      const isServed = findController(cluster, className) !== undefined || mayBeMade(index, className);
      if (map.namespace === root && isServed) continue;
      yield fault(
        map,
        `${describe(map)} with defaults for class ${className}${isServed ? `, outside ${root}` : ', which istiod does not serve'}`,
        `a ConfigMap in ${root} for a class of istiod, with keys among ${listed(OVERLAYS)}`,
        isServed ? `move it to ${root}, or name it as parametersRef of a Gateway` : 'correct the name of the class',
      );
    }
  },
};
