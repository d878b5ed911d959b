import { Construct } from 'constructs';
import { TcpRoute as TcpRouteResource } from '../../imports/gateway.networking.k8s.io';
import type { Attachment } from './attachment';
import { addStreamRoute, type StreamRouteOptions } from './stream-route';

export type TcpRouteProps = StreamRouteOptions & Attachment;

/**
 * A TCPRoute: every connection of a TCP listener. Written in the version of the API that istiod reads: v1alpha2 to
 * Istio 1.30, v1 from 1.31 on.
 * @see https://gateway-api.sigs.k8s.io/guides/tcp/
 */
export class TcpRoute extends Construct {
  /** metadata.name of the route. */
  readonly name: string;

  /** metadata.namespace of the route. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: TcpRouteProps) {
    super(scope, id);
    const made = addStreamRoute(this, 'TCPRoute', props, spec => TcpRouteResource.manifest({ spec: spec as never }));
    this.name = made.name;
    this.namespace = made.namespace;
  }
}
