import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import type { Gateway } from './model/gateways';
import { modelOf } from './model/model';
import { overlaysOf, parametersInUse, statedPorts } from './model/overlays';

/** The port by which a Gateway tells how it is. */
const STATUS_PORT = 15021;

const portsOf = ({ listeners, sets }: Gateway) =>
  [...listeners, ...sets.flatMap(set => set.listeners)].map(({ spec }) => spec.port);

/** The overlay is merged by port: one that no listener has becomes a port behind which nothing listens. */
export const overlayPortIsListener: Rule = {
  id: 'AMB643',
  doc: 'a port in the parameters of a Gateway is that of a listener',
  why: 'ports are merged by their number: another one is opened, nothing listens there, and its node port is in vain',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#automated-deployment'],
  level: 'error',
  *faults(index) {
    for (const [map, users] of parametersInUse(modelOf(index))) {
      const ports = new Set([STATUS_PORT, ...users.flatMap(portsOf)]);
      const service = overlaysOf(map).find(({ key }) => key === 'service')?.value;
      for (const { port } of statedPorts(service)) {
        if (typeof port === 'number' && ports.has(port)) continue;
        yield fault(
          map,
          `${describe(map)} with port ${JSON.stringify(port)} for the Service of ${listed(users.map(({ stored }) => describe(stored)))}`,
          `the port of a listener: ${listed([...new Set(users.flatMap(portsOf))])}`,
          'name the port of the listener, as a number',
        );
      }
    }
  },
};
