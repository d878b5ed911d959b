import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { objectsOf, textOf } from './model/fields';
import { SERVICE } from './model/kinds';
import { modelOf } from './model/model';

/** Of a port over TCP Istio takes the protocol from appProtocol, or else from the beginning of its name. */
export const portNameFitsProtocol: Rule = {
  id: 'AMB841',
  doc: 'the name of a port of a Service does not contradict its protocol',
  why: 'Istio reads the protocol from the name: a port that it takes for UDP and is TCP is not served',
  see: [
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    'https://github.com/istio/istio/blob/1.31.0/pkg/config/kube/conversion.go',
  ],
  level: 'warning',
  *faults(index) {
    for (const service of modelOf(index).cluster.ofKind(SERVICE)) {
      for (const { name, protocol = 'TCP', appProtocol } of objectsOf(service.object.spec?.ports)) {
        if (protocol !== 'TCP' || appProtocol !== undefined || !/^udp(-|$)/i.test(textOf(name) ?? '')) continue;
        yield fault(
          service,
          `port ${name} of ${describe(service)} with protocol ${protocol}`,
          `a name that begins with the protocol that is spoken over ${protocol}`,
          'rename the port, or correct its protocol',
        );
      }
    }
  },
};
