import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';

/** One address is asked of the load balancer, host names are Services of one's own; anything else is ignored. */
export const gatewayAddressIsUsed: Rule = {
  id: 'AMB651',
  doc: 'the addresses of a Gateway are one address, or host names of Services',
  why: 'istiod ignores other addresses, and the status of the Gateway says UnsupportedAddress',
  see: ['https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment'],
  level: 'error',
  *faults(index) {
    for (const { stored, services } of modelOf(index).gateways) {
      if (services.problem === undefined) continue;
      yield fault(
        stored,
        `${describe(stored)}: ${services.problem.message}`,
        'no address, one of type IPAddress, or host names of Services that exist',
        'leave out spec.addresses, or have a Gateway for each address',
      );
    }
  },
};
