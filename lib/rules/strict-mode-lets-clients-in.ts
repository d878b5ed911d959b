import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { objectsOf } from './model/fields';
import { modelOf } from './model/model';
import { mtlsModes } from './model/mtls-modes';
import { isProxy } from './model/policy-scopes';
import { servicePods } from './model/service-pods';
import { isCaptured } from './model/workloads';

const OPEN: ReadonlySet<unknown> = new Set(['NodePort', 'LoadBalancer']);

/** Clients by a node port or a load balancer are not in the mesh, and have no certificate. */
export const strictModeLetsClientsIn: Rule = {
  id: 'AMB693',
  doc: 'pods that take mutual TLS alone have no Service of type NodePort or LoadBalancer',
  why: 'who comes by a node port or a load balancer has no certificate of the mesh, and is turned away',
  see: ['https://istio.io/latest/docs/reference/config/security/peer_authentication/'],
  level: 'warning',
  *faults(index) {
    const { cluster } = modelOf(index);
    const modeOf = mtlsModes(index);
    for (const { service, workloads } of servicePods(index)) {
      if (!OPEN.has(service.object.spec?.type)) continue;
      const ports = objectsOf(service.object.spec.ports).map(({ port, targetPort = port }) => targetPort);
      const numbers = ports.map(port => (typeof port === 'number' ? port : undefined));
      const captured = workloads.filter(workload => isCaptured(cluster, workload) && !isProxy(workload));
      const found = captured.flatMap(workload => numbers.map(port => modeOf(workload, port)));
      const strict = found.find(each => each?.mode === 'STRICT');
      // A port that somebody opened on purpose is enough.
      if (strict === undefined || found.some(each => each?.mode !== 'STRICT')) continue;
      yield fault(
        service,
        `${describe(service)} of type ${service.object.spec.type}, for pods that ${describe(strict.by)} makes STRICT`,
        'clients in the mesh, or a port that is PERMISSIVE for others',
        'put a Gateway in front and make it ClusterIP, or set portLevelMtls of a policy for those pods',
      );
    }
  },
};
