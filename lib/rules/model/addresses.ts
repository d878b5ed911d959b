import { annotationsOf, type Stored } from './cluster';
import type { Problem } from './condition';
import type { ControllerInfo } from './gateway-classes';
import type { GatewaySpec } from './gateway-spec';

/** The Services that a Gateway is served by, as host names, and what is wrong with its addresses. */
export interface GatewayServices {
  readonly hosts: readonly string[];
  readonly problem?: Problem;
}

const NAME_OVERRIDE = 'gateway.istio.io/name-override';
/** The type of the Service that istiod deploys for a Gateway. */
export const SERVICE_TYPE = 'networking.istio.io/service-type';

/**
 * Whether istiod deploys a Gateway; one with the address of a Service of its own it does not.
 * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/gateway-api/#manual-deployment
 */
export function isManaged({ addresses = [] }: GatewaySpec): boolean {
  if (addresses.length === 0) return true;
  return addresses.length === 1 && (addresses[0]?.type ?? 'IPAddress') === 'IPAddress';
}

/** The name of what istiod deploys for a Gateway. */
export function deployedName(gateway: Stored, { suffixesNames }: ControllerInfo): string {
  const { gatewayClassName } = gateway.object.spec as GatewaySpec;
  const suffix = suffixesNames ? `-${gatewayClassName}` : '';
  return annotationsOf(gateway)[NAME_OVERRIDE] || `${gateway.name}${suffix}`;
}

/**
 * The Services behind a Gateway.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (extractGatewayServices)
 */
export function gatewayServices(gateway: Stored, controller: ControllerInfo, clusterDomain: string): GatewayServices {
  const spec = gateway.object.spec as GatewaySpec;
  const toHost = (name: string) => `${name}.${gateway.namespace}.svc.${clusterDomain}`;
  if (isManaged(spec)) return { hosts: [toHost(deployedName(gateway, controller))] };
  const addresses = spec.addresses ?? [];
  const isHostname = ({ type = 'Hostname' }) => type === 'Hostname';
  const hosts = addresses.filter(isHostname).map(({ value = '' }) => (value.includes('.') ? value : toHost(value)));
  return { hosts, problem: addresses.every(isHostname) ? deprecation(gateway) : UNSUPPORTED };
}

const UNSUPPORTED: Problem = { reason: 'UnsupportedAddress', message: 'of several addresses only host names are used' };

function deprecation(gateway: Stored): Problem | undefined {
  if (annotationsOf(gateway)[SERVICE_TYPE] === undefined) return undefined;
  return { reason: 'DeprecatedField', message: `annotation ${SERVICE_TYPE} is for Gateways that istiod deploys` };
}
