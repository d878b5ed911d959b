import type { Fault } from '../core/findings';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { bindService } from './model/bindings';
import { type Cluster, describe, labelsOf, type Stored } from './model/cluster';
import { findController } from './model/gateway-classes';
import { GATEWAY, NAMESPACE, SERVICE, SERVICE_ENTRY } from './model/kinds';
import { type Model, modelOf } from './model/model';
import { waypointReference } from './model/waypoints';
import { WAYPOINT_FOR } from './waypoint-for-is-known';

const EXPECTED: Readonly<Record<string, readonly [expected: string, cure: string]>> = {
  AttachmentDenied: [
    'a waypoint whose listener 15008 allows the namespace',
    'set allowedRoutes.namespaces of that listener, or use a waypoint of the own namespace',
  ],
  UnsupportedTrafficType: [
    'a waypoint for services',
    'label the waypoint istio.io/waypoint-for: service or all, or label pods instead of the Service',
  ],
  WaypointIsNotReady: [
    'a Gateway of class istio-waypoint that istiod deploys',
    'set gatewayClassName to istio-waypoint, with one listener on 15008 by HBONE',
  ],
};

/** Why a Service is not bound to a Gateway that is there. */
function unbound({ cluster, waypoints }: Model, service: Stored): Fault | undefined {
  const reference = waypointReference(cluster, service);
  const gateway = reference && cluster.find(GATEWAY, reference.namespace, reference.name);
  if (gateway === undefined || service.object.spec?.type === 'ExternalName') return undefined;
  const binding = bindService({ cluster, waypoints }, service);
  if (binding === undefined || !('problem' in binding)) return undefined;
  const { reason, message } = binding.problem;
  const traffic = waypoints.get(`${gateway.namespace}/${gateway.name}`)?.traffic;
  // Of a value that means nothing another rule tells.
  if (traffic !== undefined && !WAYPOINT_FOR.includes(traffic)) return undefined;
  const isOther = findController(cluster, gateway.object.spec.gatewayClassName)?.role !== 'waypoint';
  const what = isOther ? `, which is of class ${gateway.object.spec.gatewayClassName}` : '';
  const [expected = '', cure = ''] = EXPECTED[reason] ?? [];
  const owner = askingFor(cluster, service);
  return fault(owner, `${describe(owner)} that uses ${describe(gateway)}${what}: ${message}`, expected, cure);
}

/** Whose label it is: that of the Service, or of its namespace, which is told of once for all. */
function askingFor(cluster: Cluster, service: Stored): Stored {
  if (labelsOf(service)['istio.io/use-waypoint'] !== undefined) return service;
  return cluster.find(NAMESPACE, '', service.namespace) ?? service;
}

/** A label that asks for a waypoint is not enough. */
export const waypointTakesService: Rule = {
  id: 'AMB680',
  doc: 'a waypoint is for the services that ask for it: by class, traffic type and namespace',
  why: 'a Service is not bound to a waypoint that does not take it; its traffic flows past all routes and policies',
  see: ['https://istio.io/latest/docs/ambient/usage/waypoint/'],
  level: 'error',
  *faults(index) {
    const model = modelOf(index);
    const told = new Set<string>();
    for (const kind of [SERVICE, SERVICE_ENTRY]) {
      for (const service of model.cluster.ofKind(kind)) {
        const found = unbound(model, service);
        if (found === undefined || told.has(`${found.path} ${found.found}`)) continue;
        told.add(`${found.path} ${found.found}`);
        yield found;
      }
    }
  },
};
