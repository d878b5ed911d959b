import type { Fault } from '../core/findings';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { bindService } from './model/bindings';
import { describe, type Stored } from './model/cluster';
import { findController } from './model/gateway-classes';
import { GATEWAY, SERVICE, SERVICE_ENTRY } from './model/kinds';
import { type Model, modelOf } from './model/model';
import { waypointReference } from './model/waypoints';

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
  const isOther = findController(cluster, gateway.object.spec.gatewayClassName)?.role !== 'waypoint';
  const what = isOther ? `, which is of class ${gateway.object.spec.gatewayClassName}` : '';
  // Of a value that means nothing another rule tells.
  const [expected = '', cure = ''] = EXPECTED[reason] ?? [];
  return fault(service, `${describe(service)} that uses ${describe(gateway)}${what}: ${message}`, expected, cure);
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
    for (const kind of [SERVICE, SERVICE_ENTRY]) {
      for (const service of model.cluster.ofKind(kind)) {
        const found = unbound(model, service);
        if (found !== undefined) yield found;
      }
    }
  },
};
