import type { Construct } from 'constructs';
import { CertificateAuthority } from '../addons/cert-manager/certificate-authority';
import { CanaryPages } from '../app/canary-pages';
import type { Gateway } from '../gateway/gateway';
import { canary } from '../gateway/weighted-backend';
import { laptop, withPreset } from '../mesh/presets';
import type { AmbientSystem } from '../stacks/system';
import { systemOf } from './options';
import type { Settings } from './settings';

/** Laptop sizes, every request logged. */
const MESH = withPreset(laptop, { meshConfig: { accessLogFile: '/dev/stdout' } });

const APP = 'my-app';
const HOSTNAMES = ['localhost', `${APP}.hostk8s.local`];

/**
 * A mesh component for a laptop that Flux installs: one shared Gateway in `istio-system` beside an ingress-nginx that
 * keeps 8080 and 8443, an app under `/my-app`, a canary of one request in ten under `/api`, and a waypoint for what only
 * HTTP can say. Any namespace in the mesh may attach routes to the Gateway.
 *
 * A repository that Flux reads takes it in two Kustomizations, `npm run kustomize -- --after component-certs`.
 *
 * Where it differs from the description it is built after: node ports reach istiod by `parametersRef`, so nothing is
 * patched afterwards; `istio.io/waypoint-for: namespace` is no value that istiod knows, so the waypoint is for services;
 * retries, faults and circuit breaking are in no standard Gateway API, so they are a VirtualService and a DestinationRule
 * at the waypoint; the canary's route names its hostnames, since the hostname that is most specific owns a request and
 * `/api` would be 404 behind `/my-app`'s; ingress gateways go around waypoints unless the namespace says otherwise.
 */
export function sharedGateway(scope: Construct, settings: Settings = {}): AmbientSystem {
  const system = systemOf(scope, MESH, settings, { delivery: 'flux' });
  const gateway = addGateway(system, settings.gatewayReplicas);
  addApp(system, gateway);

  // outside the mesh, said by the label that takes a namespace out
  const legacy = 'legacy-app';
  system.addNamespace({ name: legacy, mesh: 'none', labels: { 'istio.io/dataplane-mode': 'none' } });
  system.addEchoPage({ name: legacy, namespace: legacy, text: legacy, replicas: 1 });
  return system;
}

function addGateway(system: AmbientSystem, replicas = 1): Gateway {
  const issuer = system.addAddon('issuers', chart => new CertificateAuthority(chart, 'Ca', { name: 'hostk8s-ca' }));
  const allowedNamespaces = { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } };
  const dnsNames = ['localhost', '*.hostk8s.local'];
  return system.addGateway({
    name: 'hostk8s-gateway',
    namespace: system.mesh.namespace,
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80, allowedNamespaces },
      {
        name: 'https',
        protocol: 'HTTPS',
        port: 443,
        allowedNamespaces,
        certificate: { type: 'Issuer', issuer, secretName: 'hostk8s-gateway-tls', dnsNames },
      },
    ],
    exposure: {
      type: 'NodePort',
      nodePorts: { http: 30081, https: 30444 },
      hostPorts: { http: 8081, https: 8444 },
    },
    replicas,
  });
}

function addApp(system: AmbientSystem, gateway: Gateway): void {
  system.addNamespace({ name: APP, labels: { 'hostk8s.stack': 'my-stack', 'hostk8s.app': APP } });
  const {
    all,
    stable,
    canary: candidate,
  } = system.addApp(APP, chart => {
    const place = { name: APP, namespace: APP, serviceName: 'my-service', port: 8080 };
    return new CanaryPages(chart, 'Pages', { ...place, text: APP, replicas: 1 });
  });
  const labels = { 'hostk8s.application': APP };
  const rules = [{ pathPrefix: `/${APP}`, backends: [{ backend: all }] }];
  system.addRoute({ name: APP, namespace: APP, labels, gateway, hostnames: HOSTNAMES, rules });
  system.addRoute({
    name: 'canary-deployment',
    namespace: APP,
    labels,
    gateway,
    hostnames: HOSTNAMES,
    rules: [{ pathPrefix: '/api', backends: canary(stable, candidate, 10) }],
  });

  system.addWaypoint({ name: `${APP}-waypoint`, namespace: APP, ingressUseWaypoint: true });
  system.addWaypointTraffic({
    name: 'my-service',
    service: all,
    timeout: '10s',
    retries: { attempts: 2, perTryTimeout: '3s', codes: [503] },
    fault: { abort: { httpStatus: 503, percent: 100 }, onlyWith: { header: 'x-fault', value: 'abort' } },
  });
  for (const service of [stable, candidate]) {
    system.addWaypointTraffic({ name: service.serviceName, service, timeout: '5s' });
  }
  system.addDestinationRule({
    name: 'my-service',
    backend: all,
    at: 'waypoint',
    connectionPool: { tcp: { maxConnections: 100 }, http: { http1MaxPendingRequests: 100, maxRetries: 3 } },
    outlierDetection: { consecutive5xxErrors: 5, interval: '10s', baseEjectionTime: '30s', maxEjectionPercent: 50 },
  });
}
