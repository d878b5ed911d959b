import { Construct } from 'constructs';
import { TlsRoute as TlsRouteResource } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';
import type { Attachment } from './attachment';
import { addStreamRoute, type StreamRouteOptions } from './stream-route';

export type TlsRouteProps = TlsRouteOptions & Attachment;

export interface TlsRouteOptions extends StreamRouteOptions {
  /** The names that clients ask for (SNI), `*.` as the first label for all below it; one at least. */
  readonly hostnames: readonly string[];
}

const HAS_HOSTNAMES: Check<TlsRouteOptions> = {
  id: 'AMB265',
  when: ({ hostnames }) => hostnames.length === 0,
  found: () => 'a TLSRoute without hostnames',
  expected: 'one hostname or more: the name is all that the gateway can read of a connection',
  cure: 'name the hosts of the certificate that the backend shows',
};

/**
 * A TLSRoute: TLS connections by the name that the client asks for, to a backend that ends TLS itself. Written in the
 * version of the API that istiod reads: v1alpha2 to Istio 1.29, v1 from 1.30 on.
 * @see https://gateway-api.sigs.k8s.io/guides/tls/
 */
export class TlsRoute extends Construct {
  /** metadata.name of the route. */
  readonly name: string;

  /** metadata.namespace of the route. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: TlsRouteProps) {
    super(scope, id);
    enforce(this, [HAS_HOSTNAMES], props);
    const hostnames = [...props.hostnames];
    const made = addStreamRoute(this, 'TLSRoute', props, spec =>
      TlsRouteResource.manifest({ spec: { ...spec, hostnames } as never }),
    );
    this.name = made.name;
    this.namespace = made.namespace;
  }
}
