import type { Construct } from 'constructs';
import { CertificateAuthority } from '../addons/cert-manager/certificate-authority';
import { AddressPool } from '../addons/metallb/address-pool';
import { GatewayMetricsPolicy } from '../addons/prometheus/metrics-policy';
import { Prometheus } from '../addons/prometheus/prometheus';
import type { Gateway } from '../gateway/gateway';
import type { RequestRule } from '../mesh/policy/authorization-rule';
import type { AmbientSystem } from '../stacks/system';
import { KIND_POOL, systemOf } from './options';
import type { Settings } from './settings';

/** An app behind the gateway: a hostname, a namespace, and the pages that its paths lead to. */
interface LabApp {
  readonly name: string;
  readonly namespace: string;
  readonly hostname: string;
  /** The page for a path, by path. */
  readonly pages: Readonly<Record<string, string>>;
}

const APPS: readonly LabApp[] = [
  {
    name: 'demo-app1',
    namespace: 'demo-apps',
    hostname: 'demo-app1.local',
    pages: { '/': 'demo-app1', '/api': 'demo-app1-api' },
  },
  // A stand-in for Harbor: portal and registry on the paths that Harbor serves them on.
  {
    name: 'harbor',
    namespace: 'tekton-builds',
    hostname: 'harbor.local',
    pages: { '/': 'harbor-portal', '/v2': 'harbor-registry' },
  },
];

/**
 * A lab at home: one HTTPS Gateway in the mesh, on an address of a MetalLB pool, for `demo-app1.local` and
 * `harbor.local`, with certificates of a CA inside the cluster, plain HTTP redirected. Requests go gateway, waypoint,
 * app; each waypoint's policy lets in what the app is for, and ztunnel lets in nothing but the waypoint.
 *
 * Where it differs from the description it is built after: Istio 1.28.2 has reached its end of life, so it is the
 * default version; the gateway is made by the Gateway API rather than by `istioctl`'s `components.ingressGateways`, which
 * makes a classic one; a waypoint is a Deployment of its namespace, behind the gateway and not on each node before it;
 * ingress gateways go around waypoints unless `istio.io/ingress-use-waypoint` says otherwise.
 */
export function homeLab(scope: Construct, settings: Settings = {}): AmbientSystem {
  const system = systemOf(scope, { meshConfig: { accessLogFile: '/dev/stdout' } }, settings);
  const prometheus = system.addMeshAddon('prometheus', chart => new Prometheus(chart, 'Prometheus'));
  const gateway = addGateway(system, settings);
  system.addRoute({
    name: 'to-https',
    namespace: gateway.namespace,
    gateway,
    sectionName: 'http',
    hostnames: APPS.map(({ hostname }) => hostname),
    rules: [{ requestRedirect: { scheme: 'https', statusCode: 301 } }],
  });
  for (const app of APPS) {
    expose(system, gateway, app);
    if (!system.enabled) continue;
    system.addApp(
      app.namespace,
      chart => new GatewayMetricsPolicy(chart, 'Metrics', { namespace: app.namespace, from: prometheus }),
    );
  }
  return system;
}

function addGateway(system: AmbientSystem, settings: Settings): Gateway {
  const { addressPool = KIND_POOL, gatewayReplicas: replicas } = settings;
  const pool = system.addAddon(
    'metallb',
    chart => new AddressPool(chart, 'Pool', { name: 'home-lab', ...addressPool }),
  );
  const issuer = system.addAddon('issuers', chart => new CertificateAuthority(chart, 'Ca', { name: 'home-lab-ca' }));
  return system.addGateway({
    name: 'home-gateway',
    namespace: 'istio-gateway',
    exposure: { type: 'LoadBalancer', address: pool.fixedAddress },
    infrastructureAnnotations: pool.annotations,
    replicas,
    listeners: [
      { name: 'http', protocol: 'HTTP', port: 80 },
      ...APPS.map(
        ({ name, hostname }) =>
          ({
            name: `https-${name}`,
            protocol: 'HTTPS',
            port: 443,
            hostname,
            certificate: { type: 'Issuer', issuer, secretName: `${name}-tls` },
          }) as const,
      ),
    ],
  });
}

function expose(system: AmbientSystem, gateway: Gateway, { name, namespace, hostname, pages }: LabApp): void {
  const rules = Object.entries(pages).map(([pathPrefix, page]) => {
    const backend = system.addEchoPage({ name: page, namespace, text: page });
    return { pathPrefix, backends: [{ backend }] };
  });
  system.addRoute({ name, gateway, sectionName: `https-${name}`, hostnames: [hostname], rules });

  const waypoint = system.addWaypoint({ namespace, ingressUseWaypoint: true });
  system.addAuthorizationPolicy({ name: 'from-waypoint', namespace, rules: [{ from: [{ identities: [waypoint] }] }] });
  system.addAuthorizationPolicy({ name: 'what-it-is-for', targets: [waypoint], rules: toRules(gateway, pages) });
}

/** Anyone in the mesh reads; what is pushed to the registry comes through the gateway. */
function toRules(gateway: Gateway, pages: LabApp['pages']): RequestRule[] {
  const read: RequestRule = { to: [{ methods: ['GET', 'HEAD'] }] };
  if (!('/v2' in pages)) return [read];
  const push = { methods: ['POST', 'PUT', 'PATCH', 'DELETE'], paths: ['/v2', '/v2/*'] };
  return [read, { from: [{ identities: [gateway] }], to: [push] }];
}
