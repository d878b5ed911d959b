import { Construct } from 'constructs';
import { GatewayClass as GatewayClassResource } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';

/**
 * The name by which istiod claims a GatewayClass.
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
const ISTIO_GATEWAY_CONTROLLER = 'istio.io/gateway-controller';

export interface GatewayClassProps {
  /** metadata.name: what a Gateway names as `gatewayClassName`. */
  readonly name: string;
}

/**
 * Istiod looks for these words anywhere in the name, and then deploys something else than a gateway for clients.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go#L472
 */
const WORDS_OF_ISTIOD = ['waypoint', 'east-west'];

/** A class whose Gateways are for clients. */
export const CLASS_NAME_IS_PLAIN: Check<{ readonly gatewayClassName: string }> = {
  id: 'AMB213',
  when: ({ gatewayClassName }) => WORDS_OF_ISTIOD.some(word => gatewayClassName.includes(word)),
  found: ({ gatewayClassName }) => `class ${gatewayClassName}`,
  expected: `a name without ${WORDS_OF_ISTIOD.join(' and ')}, by which istiod tells other proxies from gateways`,
  cure: 'choose another name; for a waypoint use addWaypoint',
};

/** A GatewayClass of the cluster whose Gateways istiod deploys. */
export class GatewayClass extends Construct {
  /** metadata.name of the GatewayClass. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    super(scope, id);
    enforce(this, [CLASS_NAME_IS_PLAIN], { gatewayClassName: props.name });
    this.name = props.name;
    new GatewayClassResource(this, 'Resource', {
      metadata: { name: props.name },
      spec: { controllerName: ISTIO_GATEWAY_CONTROLLER },
    });
  }
}
