import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { at, objectsOf } from './model/fields';
import { portsOf } from './model/network-policies';
import { servicePods } from './model/service-pods';

/** A target port by name is looked for in the containers. */
export const targetPortIsContainerPort: Rule = {
  id: 'AMB840',
  doc: 'a target port that a Service names is a port of a container',
  why: 'the Service has no endpoints at that port, and nothing tells of it',
  see: ['https://kubernetes.io/docs/concepts/services-networking/service/#field-spec-ports'],
  level: 'error',
  *faults(index) {
    for (const { service, workloads, gateways } of servicePods(index)) {
      if (workloads.length === 0 || gateways.length > 0) continue;
      const names = new Set(workloads.flatMap(({ containers }) => portsOf(containers)).map(({ name }) => name));
      for (const { targetPort } of objectsOf(at(service.object, 'spec', 'ports'))) {
        if (typeof targetPort !== 'string' || names.has(targetPort) || /^\d+$/.test(targetPort)) continue;
        const stated = [...names].filter(name => typeof name === 'string');
        yield fault(
          service,
          `${describe(service)} with targetPort ${targetPort}; the containers of ${listed(workloads.map(({ stored }) => describe(stored)))} name ${listed(stated)}`,
          'the name of a port of a container',
          'correct targetPort, or name the port of the container so',
        );
      }
    }
  },
};
