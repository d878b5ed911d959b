import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault, listed } from './fault';
import { describe } from './model/cluster';
import { at, fieldsOf, objectsOf, textsOf } from './model/fields';
import { AUTHORIZATION_POLICY, PEER_AUTHENTICATION } from './model/kinds';
import { isForZtunnel, type PolicyScope, scopesOf } from './model/policy-scopes';
import { servicePods } from './model/service-pods';
import type { Workload } from './model/workloads';

/** Every port that a policy names. */
function portsOf({ policy }: PolicyScope): number[] {
  const operations = objectsOf(at(policy.object, 'spec', 'rules'))
    .flatMap(({ to }) => objectsOf(to))
    .flatMap(({ operation }) => [...textsOf(at(operation, 'ports')), ...textsOf(at(operation, 'notPorts'))]);
  const modes = Object.keys(fieldsOf(at(policy.object, 'spec', 'portLevelMtls')));
  return [...operations, ...modes].map(Number);
}

const listensOn = ({ containers }: Workload): number[] =>
  containers.flatMap(({ ports }) => objectsOf(ports).map(({ containerPort }) => Number(containerPort)));

/** Where a Service of some of these pods leads from a port that is none of theirs. */
function leadsTo(index: ObjectIndex, pods: readonly Workload[], port: number) {
  const services = servicePods(index).filter(({ workloads }) => workloads.some(each => pods.includes(each)));
  const ports = services.flatMap(({ service }) =>
    objectsOf(service.object.spec?.ports).map(each => ({
      service,
      number: each.port,
      target: each.targetPort ?? port,
    })),
  );
  return ports.find(({ number, target }) => number === port && target !== port);
}

/** ztunnel sees where a connection ends: at the pod. */
export const policyPortIsContainerPort: Rule = {
  id: 'AMB867',
  doc: 'a policy for pods names the ports that they listen on, not those of their Service',
  why: 'ztunnel compares the port of the pod: a rule for the port of the Service allows nothing, and denies nothing',
  see: [
    'https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication',
    'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  ],
  level: 'warning',
  *faults(index) {
    for (const scope of [AUTHORIZATION_POLICY, PEER_AUTHENTICATION].flatMap(kind => scopesOf(index, kind))) {
      const ports = portsOf(scope);
      if (ports.length === 0 || !isForZtunnel(index, scope)) continue;
      for (const port of ports) {
        if (scope.workloads.some(each => listensOn(each).includes(port))) continue;
        const led = leadsTo(index, scope.workloads, port);
        if (led === undefined) continue;
        const own = [...new Set(scope.workloads.flatMap(listensOn))];
        yield fault(
          scope.policy,
          `${describe(scope.policy)} with port ${port} of ${describe(led.service)}, which leads to port ${led.target} of the pods`,
          `a port that the pods listen on: ${listed(own)}`,
          'write the target port',
        );
      }
    }
  },
};
