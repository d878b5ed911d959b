import type { Construct } from 'constructs';
import { withPreset } from '../mesh/presets';
import { AmbientSystem } from '../stacks/system';
import type { Settings } from './settings';

/** One way into the cluster and the app behind it. */
interface Exposure {
  readonly name: 'intranet' | 'internet';
  readonly port: number;
  readonly nodePort: number;
  readonly appNamespace: string;
}

const EXPOSURES: readonly Exposure[] = [
  { name: 'intranet', port: 80, nodePort: 31000, appNamespace: 'app1-ns' },
  { name: 'internet', port: 8080, nodePort: 31001, appNamespace: 'app2-ns' },
];

/**
 * Two exposures of one ambient mesh on one cluster: an intranet and an internet Gateway, each on a node port of its
 * own, each with an app of two pods to which a cookie sticks. Access is logged by every proxy.
 *
 * Where it differs from the description it is built after: HTTP between apps passes no gateway, whatever namespaces they
 * are in, but a waypoint where there is one. Here nothing needs one, and affinity is the gateways'.
 */
export function intranetInternet(scope: Construct, settings: Settings = {}): AmbientSystem {
  const mesh = withPreset({ meshConfig: { accessLogFile: '/dev/stdout' } }, settings.mesh ?? {});
  const system = new AmbientSystem(scope, { mesh, enabled: settings.enabled });
  for (const exposure of EXPOSURES) expose(system, exposure, settings.gatewayReplicas);
  return system;
}

function expose(system: AmbientSystem, { name, port, nodePort, appNamespace }: Exposure, replicas = 3): void {
  const gatewayClass = system.addGatewayClass(`istio-gatewayclass-${name}`);
  const gateway = system.addGateway({
    name: `gateway-${name}`,
    namespace: `istio-${name}`,
    gatewayClassName: gatewayClass.name,
    listeners: [{ name: 'http', protocol: 'HTTP', port }],
    exposure: { type: 'NodePort', nodePorts: { http: nodePort } },
    replicas,
    infrastructureLabels: { exposure: name },
  });
  const page = system.addEchoPage({ name: 'iphone', namespace: appNamespace, text: name });
  system.addRoute({ name: 'iphone-routes', gateway, sectionName: 'http', rules: [{ backends: [{ backend: page }] }] });
  system.addStickySession({ name: 'iphone-sticky', backend: page, cookie: 'iphone-cookie' });
}
