import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { backendPorts } from './backend-ports';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { at, objectsOf, textOf } from './model/fields';
import { BACKEND_TLS_POLICY, GRPC_ROUTE, HTTP_ROUTE, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import { destinationRules } from './model/traffic-hosts';

const BY_REQUEST: ReadonlySet<string> = new Set([HTTP_ROUTE, GRPC_ROUTE]);
const ENCRYPTED: ReadonlySet<string> = new Set(['https', 'tls', 'kubernetes.io/wss']);

/** The Services that a BackendTLSPolicy is for. */
function withPolicy(index: ObjectIndex): ReadonlySet<Stored | undefined> {
  const { cluster } = modelOf(index);
  const policies = cluster.ofKind(BACKEND_TLS_POLICY);
  return new Set(
    policies.flatMap(({ namespace, object }) =>
      objectsOf(object.spec?.targetRefs).map(({ name }) => cluster.find(SERVICE, namespace, textOf(name) ?? '')),
    ),
  );
}

/** Whether a DestinationRule says anything of TLS, for all ports or one. */
function saysTls({ object }: Stored): boolean {
  const policy = at(object, 'spec', 'trafficPolicy');
  return [policy, ...objectsOf(at(policy, 'portLevelSettings'))].some(each => at(each, 'tls') !== undefined);
}

/** A Gateway speaks plain HTTP to its backends, whatever their ports are called. */
export const encryptedBackendIsCalledByTls: Rule = {
  id: 'AMB675',
  doc: 'a backend that says that it speaks HTTPS has a BackendTLSPolicy, or a DestinationRule with tls',
  why: 'a Gateway that is told nothing sends plain HTTP, which such a backend answers with 400 or not at all',
  see: ['https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/'],
  level: 'warning',
  *faults(index) {
    const policies = withPolicy(index);
    const rules = destinationRules(index);
    for (const { route, service, number, protocol, name } of backendPorts(index)) {
      if (!BY_REQUEST.has(route.kind) || !ENCRYPTED.has(protocol)) continue;
      if (policies.has(service) || (rules.get(service) ?? []).some(saysTls)) continue;
      yield fault(
        route,
        `${describe(route)} with port ${number} (${name}) of ${describe(service)}, for ${protocol}, and nothing that says how to encrypt`,
        'a BackendTLSPolicy for the Service',
        'add one with the authority of the backend, or send to its port for plain HTTP',
      );
    }
  },
};
