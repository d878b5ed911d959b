import type { Construct } from 'constructs';
import { Kiali } from '../addons/kiali/kiali';
import { OlmSubscription } from '../addons/olm-subscription';
import { GatewayMetricsPolicy } from '../addons/prometheus/metrics-policy';
import { Prometheus } from '../addons/prometheus/prometheus';
import { Bookinfo } from '../app/bookinfo/bookinfo';
import type { Identity, Workload } from '../mesh/identity';
import type { AmbientMeshProps } from '../mesh/spec';
import type { AmbientSystem } from '../stacks/system';
import { systemOf } from './options';
import { BOOKINFO_PATHS } from './prototypes/apps';
import type { Settings } from './settings';

/** Only what carries the label is looked at; istiod trusts ztunnels of their own namespace. */
const MESH: AmbientMeshProps = {
  version: '1.30.3',
  platform: 'openshift',
  cni: { namespace: 'istio-cni' },
  ztunnel: { namespace: 'ztunnel' },
  meshConfig: { discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] },
};

const NAMESPACE = 'bookinfo';

/**
 * Bookinfo on OpenShift, in a mesh that the Sail operator installs, seen by Kiali and a Prometheus. Connections are
 * allowed by identity, one by one; reviews is split over its versions at a waypoint.
 *
 * Where it differs from the description it is built after: its Istio 1.24 has reached its end of life, so it is 1.30.3,
 * the newest that Sail's definitions know; `ZTunnel` is of version v1, which has no profile; Bookinfo's images come from
 * docker.io, since the registry of the sample ends in December 2026. No pod has a user or group of its own: OpenShift
 * assigns them. It owns Gateway API's definitions, too, so nobody installs them.
 */
export function openshiftBookinfo(scope: Construct, settings: Settings = {}): AmbientSystem {
  const system = systemOf(scope, MESH, settings, { delivery: 'sail' });
  const bookinfo = addBookinfo(system, settings.gatewayReplicas);
  splitReviews(system, bookinfo);
  observe(system);
  return system;
}

function addBookinfo(system: AmbientSystem, replicas?: number): Bookinfo {
  const namespace = NAMESPACE;
  const bookinfo = system.addApp(namespace, chart => new Bookinfo(chart, 'Bookinfo', { namespace }));
  const gateway = system.addGateway({
    name: 'bookinfo-gateway',
    namespace,
    listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    replicas,
  });
  const matches = BOOKINFO_PATHS.map(path => ({ path }));
  system.addRoute({
    name: 'bookinfo',
    gateway,
    sectionName: 'http',
    rules: [{ matches, backends: [{ backend: bookinfo.productpage }] }],
  });

  system.addDefaultDeny({ namespace });
  // it holds for the Gateway's own proxies too, which answer clients outside the mesh
  system.addAuthorizationPolicy({
    name: 'clients-of-the-gateway',
    targets: [gateway],
    rules: [{ to: [{ methods: ['GET', 'HEAD', 'POST'], paths: BOOKINFO_PATHS.flatMap(toPatterns) }] }],
  });
  allow(system, 'productpage', bookinfo.productpage, gateway);
  allow(system, 'details', bookinfo.details, bookinfo.productpage);
  allow(system, 'ratings', bookinfo.ratings, bookinfo.reviews);
  return bookinfo;
}

/** A path of a route as policies write it. */
function toPatterns({ type, value }: (typeof BOOKINFO_PATHS)[number]): string[] {
  return type === 'Exact' ? [value] : [value, `${value}/*`];
}

/** Lets a client reach the pods of a workload: at connections, by ztunnel. */
function allow(system: AmbientSystem, name: string, { labels, namespace }: Workload, client: Identity): void {
  system.addAuthorizationPolicy({ name, namespace, selector: labels, rules: [{ from: [{ identities: [client] }] }] });
}

/** Requests for reviews go through a waypoint, which lets productpage read and spreads it over the versions. */
function splitReviews(system: AmbientSystem, { reviews, productpage }: Bookinfo): void {
  const waypoint = system.addWaypoint({ name: 'reviews-waypoint', namespace: NAMESPACE, enrol: [reviews] });
  allow(system, 'reviews', reviews, waypoint);
  system.addAuthorizationPolicy({
    name: 'reviews-are-read',
    targets: [waypoint],
    rules: [{ from: [{ identities: [productpage] }], to: [{ methods: ['GET'] }] }],
  });
  const { v1, v2, v3 } = reviews.versions;
  const weighted = [
    { backend: v1, weight: 80 },
    { backend: v2, weight: 10 },
    { backend: v3, weight: 10 },
  ];
  const backends = weighted.flatMap(({ backend, weight }) => (backend === undefined ? [] : [{ backend, weight }]));
  system.addWaypointTraffic({ name: 'reviews', service: reviews, backends });
}

function observe(system: AmbientSystem): void {
  const { namespace, cni, ztunnel } = system.mesh;
  const mesh = { istiod: namespace, cni: cni.namespace, ztunnel: ztunnel.namespace };
  const prometheus = system.addMeshAddon(
    'prometheus',
    chart => new Prometheus(chart, 'Prometheus', { namespace, mesh, runAsUser: 'unset' }),
  );
  if (!system.enabled) return;
  system.addApp(
    NAMESPACE,
    chart => new GatewayMetricsPolicy(chart, 'Metrics', { namespace: NAMESPACE, from: prometheus }),
  );
  system.addMeshAddon('kiali-operator', chart => new OlmSubscription(chart, 'Operator', { name: 'kiali' }));
  system.addMeshAddon('kiali', chart => new Kiali(chart, 'Kiali', { namespace }));
}
