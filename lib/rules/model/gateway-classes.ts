import type { Cluster } from './cluster';
import { annotationsOf, labelsOf } from './cluster';
import { GATEWAY_CLASS } from './kinds';

/** What istiod does for the Gateways of a class. */
export interface ControllerInfo {
  readonly role: 'gateway' | 'waypoint' | 'remote';
  readonly controllerName: string;
  readonly supportsListenerSets: boolean;
  /** Whether names of what is deployed end in the name of the class. */
  readonly suffixesNames: boolean;
  /** The Service type of what is deployed, unless another is asked for. */
  readonly serviceType: 'LoadBalancer' | 'ClusterIP';
  /** By what its address is told, unless another is asked for; undefined for names and numbers both. */
  readonly addressType?: 'Hostname';
}

/** A GatewayClass, written or made by istiod. */
export interface GatewayClass {
  readonly controllerName: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

const CONTROLLERS: readonly ControllerInfo[] = [
  {
    role: 'gateway',
    controllerName: 'istio.io/gateway-controller',
    supportsListenerSets: true,
    suffixesNames: true,
    serviceType: 'LoadBalancer',
    addressType: 'Hostname',
  },
  {
    role: 'waypoint',
    controllerName: 'istio.io/mesh-controller',
    supportsListenerSets: false,
    suffixesNames: false,
    serviceType: 'ClusterIP',
  },
  {
    role: 'remote',
    controllerName: 'istio.io/unmanaged-gateway',
    supportsListenerSets: false,
    suffixesNames: true,
    serviceType: 'LoadBalancer',
    addressType: 'Hostname',
  },
];

const BUILT_IN: ReadonlyMap<string, string> = new Map([
  ['istio', 'istio.io/gateway-controller'],
  ['istio-waypoint', 'istio.io/mesh-controller'],
  ['istio-remote', 'istio.io/unmanaged-gateway'],
]);

const controllerInfo = (name: string | undefined): ControllerInfo | undefined =>
  CONTROLLERS.find(({ controllerName }) => controllerName === name);

/** A class of the cluster; istiod makes its own three where nobody does. */
export function findClass(cluster: Cluster, name: string): GatewayClass | undefined {
  const written = cluster.find(GATEWAY_CLASS, '', name);
  if (written !== undefined) {
    const { controllerName } = written.object.spec;
    return { controllerName, labels: labelsOf(written), annotations: annotationsOf(written) };
  }
  const controllerName = BUILT_IN.get(name);
  return controllerName === undefined ? undefined : { controllerName, labels: {}, annotations: {} };
}

/**
 * What istiod does for a class; undefined if the class is not its own.
 *
 * A class with one of istiod's names counts as istiod's even if it names another controller.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/gatewayclass_collection.go
 */
export function findController(cluster: Cluster, className: string): ControllerInfo | undefined {
  return controllerInfo(findClass(cluster, className)?.controllerName) ?? controllerInfo(BUILT_IN.get(className));
}
