import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { objectsOf, textOf } from './model/fields';
import { SERVICE } from './model/kinds';
import { modelOf } from './model/model';

/** Protocols that Istio reads from the name of a port and that run over TCP alone. */
const OVER_TCP = new Set(['grpc', 'grpc-web', 'http', 'http2', 'mongo', 'mysql', 'redis', 'tcp', 'tls']);

/** The protocol that the name of a port states: `http` of `http-web`. */
function statedProtocol(name: string): string {
  return name.startsWith('grpc-web') ? 'grpc-web' : (name.split('-')[0] ?? '');
}

/** Istio takes the protocol of a port from the beginning of its name. */
export const portNameFitsProtocol: Rule = {
  id: 'AMB841',
  doc: 'the name of a port of a Service does not contradict its protocol',
  why: 'Istio reads the protocol from the name: what it takes for HTTP and is UDP, or the other way round, is not served',
  see: ['https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/'],
  level: 'warning',
  *faults(index) {
    for (const service of modelOf(index).cluster.ofKind(SERVICE)) {
      for (const { name, protocol = 'TCP' } of objectsOf(service.object.spec?.ports)) {
        const stated = statedProtocol(textOf(name) ?? '');
        const isWrong = protocol === 'UDP' ? OVER_TCP.has(stated) : protocol === 'TCP' && stated === 'udp';
        if (!isWrong) continue;
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
