import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe, type Stored } from './model/cluster';
import { at, type Fields, objectsOf, textOf } from './model/fields';
import { VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { resolveHost } from './model/traffic-hosts';
import { destinationsOf } from './traffic-host-exists';

const portsOf = (service: Stored): number[] => objectsOf(service.object.spec?.ports).map(({ port }) => Number(port));

/** The Service of a destination where it lacks the port that is asked for. */
function withoutPort(index: ObjectIndex, rule: Stored, { host, port }: Fields): Stored | undefined {
  const number = at(port, 'number');
  const { service } = resolveHost(index, textOf(host) ?? '', rule.namespace);
  const isAbsent = service !== undefined && typeof number === 'number' && !portsOf(service).includes(number);
  return isAbsent ? service : undefined;
}

/** The port is that of the Service, not that of its pods. */
export const trafficPortExists: Rule = {
  id: 'AMB863',
  doc: 'a Service has the port that a VirtualService sends requests to',
  why: 'requests for a port that the Service lacks are answered with 503, and no status tells',
  see: ['https://istio.io/latest/docs/reference/config/networking/virtual-service/#Destination'],
  level: 'error',
  *faults(index) {
    for (const rule of modelOf(index).cluster.ofKind(VIRTUAL_SERVICE)) {
      for (const destination of destinationsOf(rule)) {
        const service = withoutPort(index, rule, destination);
        if (service === undefined) continue;
        yield fault(
          rule,
          `${describe(rule)} with port ${at(destination.port, 'number')} of ${describe(service)}`,
          `a port of the Service: ${listed(portsOf(service))}`,
          'correct the port: it is that of the Service, not the one that its pods listen on',
        );
      }
    }
  },
};
