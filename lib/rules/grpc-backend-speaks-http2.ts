import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { backendPorts } from './backend-ports';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { istiodsOf } from './model/components';
import { at, objectsOf } from './model/fields';
import { GRPC_ROUTE } from './model/kinds';
import { modelOf } from './model/model';
import { destinationRules } from './model/traffic-hosts';

/** HTTP/2, or inside TLS, where it is another matter. */
const FIT: ReadonlySet<string> = new Set([
  'grpc',
  'grpc-web',
  'http2',
  'kubernetes.io/h2c',
  'https',
  'tls',
  'kubernetes.io/wss',
]);

/** Whether a DestinationRule has connections upgraded, for all ports or one. */
function upgrades({ object }: Stored): boolean {
  const policy = at(object, 'spec', 'trafficPolicy');
  return [policy, ...objectsOf(at(policy, 'portLevelSettings'))]
    .map(each => at(each, 'connectionPool', 'http'))
    .some(http => at(http, 'h2UpgradePolicy') === 'UPGRADE' || at(http, 'useClientProtocol') === true);
}

/** Whether the mesh has all connections upgraded. */
const upgradesAll = (index: ObjectIndex) =>
  istiodsOf(index).some(({ meshConfig }) => meshConfig?.h2UpgradePolicy === 'UPGRADE');

/** Gateways do not guess what a backend speaks. */
export const grpcBackendSpeaksHttp2: Rule = {
  id: 'AMB615',
  doc: 'a port that calls are routed to says that it speaks gRPC or HTTP/2',
  why: 'a Gateway speaks HTTP/1.1 to every other port, in which there are no calls; the route is accepted',
  see: [
    'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
    'https://kubernetes.io/docs/concepts/services-networking/service/#application-protocol',
  ],
  level: 'warning',
  *faults(index) {
    if (!modelOf(index).routes.some(({ stored }) => stored.kind === GRPC_ROUTE) || upgradesAll(index)) return;
    const rules = destinationRules(index);
    for (const { route, service, number, protocol, name } of backendPorts(index)) {
      if (route.kind !== GRPC_ROUTE || FIT.has(protocol) || (rules.get(service) ?? []).some(upgrades)) continue;
      yield fault(
        route,
        `${describe(route)} with port ${number} of ${describe(service)}, ${name === '' ? 'without a name' : `called ${name}`}`,
        'a port that says gRPC, by appProtocol or by the beginning of its name',
        'set appProtocol of the port to kubernetes.io/h2c, or call it grpc',
      );
    }
  },
};
