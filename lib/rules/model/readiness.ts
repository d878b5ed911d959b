import { deployedName, isManaged, SERVICE_TYPE } from './addresses';
import { annotationsOf, type Cluster } from './cluster';
import { at, textOf } from './fields';
import type { ControllerInfo } from './gateway-classes';
import type { Gateway } from './gateways';
import { SERVICE } from './kinds';
import { overlaysOf, statedPorts } from './overlays';
import { parameterMaps, parametersProblem, unknownOverlays } from './parameters';

export interface ReadinessContext {
  readonly cluster: Cluster;
  readonly systemNamespace: string;
  readonly clusterDomain: string;
  /** Whether a LoadBalancer gets an address from outside. */
  readonly loadBalancers: boolean;
}

const ADDRESS_TYPE = 'networking.istio.io/address-type';

/**
 * Whether a Gateway gets an address: something listens, and its Service has one of the kind that is told.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gateway/conversion.go (reportGatewayStatus)
 */
export function hasAddress(context: ReadinessContext, gateway: Gateway): boolean {
  const { controller, stored, spec, listeners } = gateway;
  if (controller === undefined) return false;
  if (controller.role === 'remote') return (spec.addresses ?? []).length > 0;
  if (!listeners.some(each => each.isServed)) return false;
  const told = annotationsOf(stored)[ADDRESS_TYPE] ?? controller.addressType;
  const types = isManaged(spec) ? deployedTypes(context, gateway, controller) : ownTypes(context, gateway);
  // While a load balancer is pending its name is not told, but its address inside of the cluster is.
  return types.some(type => type !== 'LoadBalancer' || context.loadBalancers || told !== 'Hostname');
}

/** What has pods behind it; the name of a Service begins with a letter. */
const SERVING: ReadonlySet<string> = new Set(['ClusterIP', 'NodePort', 'LoadBalancer']);
const SERVICE_NAME = /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/;

/**
 * The type of the Service that istiod deploys; none where the API server or istiod itself refuses what that would be.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/deploymentcontroller.go (applyOverlay)
 */
function deployedTypes(
  { cluster, systemNamespace }: ReadinessContext,
  { stored }: Gateway,
  controller: ControllerInfo,
) {
  if (parametersProblem(cluster, stored) !== undefined) return [];
  if (!SERVICE_NAME.test(deployedName(stored, controller))) return [];
  const maps = parameterMaps(cluster, stored, systemNamespace);
  const overlays = maps.flatMap(overlaysOf);
  if (maps.some(map => unknownOverlays(map).length > 0) || overlays.some(({ value }) => value === undefined)) return [];
  const laid = (key: string, field: string): unknown =>
    overlays
      .filter(each => each.key === key)
      .map(({ value }) => at(value, 'spec', field))
      .filter(value => value !== undefined)
      .at(-1);
  if (laid('deployment', 'replicas') === 0) return [];
  const type = textOf(laid('service', 'type')) ?? annotationsOf(stored)[SERVICE_TYPE] ?? controller.serviceType;
  return SERVING.has(type) ? [type] : [];
}

/** The types of the Services that a Gateway names itself, of those that have the port of a listener. */
function ownTypes({ cluster, clusterDomain }: ReadinessContext, { stored, listeners, services }: Gateway): string[] {
  const suffix = `.${stored.namespace}.svc.${clusterDomain}`;
  const ports = new Set<unknown>(listeners.flatMap(({ isServed, spec }) => (isServed ? [spec.port] : [])));
  return services.hosts.flatMap(host => {
    const service = host.endsWith(suffix) && cluster.find(SERVICE, stored.namespace, host.slice(0, -suffix.length));
    if (!service || !statedPorts(service.object).some(({ port }) => ports.has(port))) return [];
    const { type = 'ClusterIP' } = service.object.spec;
    return SERVING.has(type) ? [type] : [];
  });
}
