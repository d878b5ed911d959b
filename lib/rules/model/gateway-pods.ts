import type { ObjectIndex } from '../../core/object-index';
import { deployedName, isManaged } from './addresses';
import { labelsOf } from './cluster';
import { labelsIn } from './fields';
import type { ControllerInfo } from './gateway-classes';
import type { Gateway } from './gateways';
import type { Labels } from './label-selectors';
import { modelOf } from './model';

/** The pods that istiod makes for a Gateway or a waypoint. */
export interface GatewayPods {
  readonly gateway: Gateway;
  readonly role: ControllerInfo['role'];
  readonly namespace: string;
  /** What their Deployment and Service are called. */
  readonly name: string;
  readonly labels: Labels;
  /** The ports that listeners ask for. */
  readonly ports: readonly number[];
}

const known = new WeakMap<ObjectIndex, readonly GatewayPods[]>();

/**
 * The pods of every Gateway that istiod deploys.
 * @see https://github.com/istio/istio/blob/1.31.0/manifests/charts/istio-control/istio-discovery/files/kube-gateway.yaml
 */
export function gatewayPods(index: ObjectIndex): readonly GatewayPods[] {
  const pods = known.get(index) ?? modelOf(index).gateways.flatMap(toPods);
  known.set(index, pods);
  return pods;
}

function toPods(gateway: Gateway): GatewayPods[] {
  const { controller, spec, stored, sets } = gateway;
  if (controller === undefined || controller.role === 'remote' || !isManaged(spec)) return [];
  const name = deployedName(stored, controller);
  const own = (spec.infrastructure as { readonly labels?: unknown } | undefined)?.labels;
  const owners = [gateway, ...sets];
  return [
    {
      gateway,
      role: controller.role,
      namespace: stored.namespace,
      name,
      labels: {
        'service.istio.io/canonical-name': name,
        ...(own === undefined ? labelsOf(stored) : labelsIn(own)),
        'gateway.networking.k8s.io/gateway-name': stored.name,
        'gateway.networking.k8s.io/gateway-class-name': spec.gatewayClassName,
        'gateway.istio.io/managed': controller.controllerName.replace('/', '-'),
      },
      ports: [
        ...new Set(
          owners.flatMap(({ listeners }) => listeners.filter(each => each.isServed).map(each => each.spec.port)),
        ),
      ],
    },
  ];
}
