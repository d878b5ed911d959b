import { Construct } from 'constructs';
import { GatewayClass as GatewayClassResource } from '../../imports/gateway.networking.k8s.io';

/**
 * The name by which istiod claims a GatewayClass.
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/
 */
export const ISTIO_GATEWAY_CONTROLLER = 'istio.io/gateway-controller';

export interface GatewayClassProps {
  /** metadata.name: what a Gateway names as `gatewayClassName`. */
  readonly name: string;
}

/** A GatewayClass of the cluster whose Gateways istiod deploys. */
export class GatewayClass extends Construct {
  /** metadata.name of the GatewayClass. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: GatewayClassProps) {
    super(scope, id);
    this.name = props.name;
    new GatewayClassResource(this, 'Resource', {
      metadata: { name: props.name },
      spec: { controllerName: ISTIO_GATEWAY_CONTROLLER },
    });
  }
}
