import type { Construct } from 'constructs';
import type { AmbientSystem } from '../stacks/system';
import type { Settings } from './settings';

/** A complete system, made under a construct; without settings it is as it comes. */
export type Topology = (scope: Construct, settings?: Settings) => AmbientSystem;

/** The topology of a plain `npm run synth`. */
export const DEFAULT_TOPOLOGY = 'intranet-internet';

/** Every topology by the name that users give; its code is loaded when it is picked. */
export const TOPOLOGIES: Readonly<Record<string, () => Promise<Topology>>> = {
  'intranet-internet': async () => (await import('./intranet-internet')).intranetInternet,
  'home-lab': async () => (await import('./home-lab')).homeLab,
  'prototypes/01-http-gateways': async () => (await import('./prototypes/http-gateways')).httpGateways,
  'prototypes/02-gateway-per-namespace': async () => (await import('./prototypes/http-gateways')).gatewayPerNamespace,
  'prototypes/03-https-openssl': async () => (await import('./prototypes/https-gateways')).httpsOpenssl,
  'prototypes/04-https-cert-manager': async () => (await import('./prototypes/https-gateways')).httpsCertManager,
  'prototypes/05-tls-passthrough': async () => (await import('./prototypes/tls-passthrough')).tlsPassthrough,
  'prototypes/06-tls-passthrough-namespace': async () =>
    (await import('./prototypes/tls-passthrough')).tlsPassthroughNamespace,
  'prototypes/07-mixed-tls': async () => (await import('./prototypes/tls-passthrough')).mixedTls,
  'shared-gateway': async () => (await import('./shared-gateway')).sharedGateway,
  'openshift-bookinfo': async () => (await import('./openshift-bookinfo')).openshiftBookinfo,
};
