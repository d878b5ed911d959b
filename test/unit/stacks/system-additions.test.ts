import { App } from '../../../lib/core/app';
import { serviceTarget } from '../../../lib/mesh/policy/target';
import { AmbientSystem, type AmbientSystemProps } from '../../../lib/stacks/system';

function synthesize(add: (system: AmbientSystem) => void, props: AmbientSystemProps = {}) {
  const app = new App();
  add(new AmbientSystem(app, props));
  return app.synthesized();
}

/** The files after those of the mesh, each with the kinds that it holds. */
const added = (add: (system: AmbientSystem) => void) =>
  synthesize(add)
    .files.slice(6)
    .map(({ file, objects }) => `${file.replace(/^\d+-|\.k8s\.yaml$/g, '')}: ${objects.map(({ kind }) => kind)}`);

const HTTP = [{ name: 'http', protocol: 'HTTP', port: 80 }] as const;
const cart = { serviceName: 'cart', namespace: 'shop', port: 80 };

test('each kind of route finds its place behind the gateways', () => {
  expect(
    added(system => {
      const gateway = system.addGateway({
        name: 'edge',
        namespace: 'istio-edge',
        listeners: [
          ...HTTP,
          { name: 'tls', protocol: 'TLS', mode: 'Passthrough', port: 443 },
          { name: 'tcp', protocol: 'TCP', port: 5432 },
        ],
      });
      const set = system.addListenerSet({
        name: 'more',
        namespace: 'shop',
        gateway,
        listeners: [{ name: 'more', protocol: 'HTTP', port: 81 }],
      });
      const backends = [{ backend: cart }];
      system.addRoute({ name: 'cart', gateway: set, rules: [{ backends }] });
      system.addGrpcRoute({ name: 'cart', gateway, rules: [{ backends }] });
      system.addTlsRoute({ name: 'cart', gateway, hostnames: ['a.example.com'], backends });
      system.addTcpRoute({ name: 'cart', gateway, backends });
      system.addStickySession({ name: 'sticky', backend: cart, cookie: 'c' });
      system.addDestinationRule({ name: 'api', backend: { ...cart, serviceName: 'api' }, loadBalancer: 'RANDOM' });
      system.addWaypointTraffic({ name: 'slow', service: cart, timeout: '1s' });
      system.addBackendTlsPolicy({ name: 'tls', backend: cart, hostname: 'a.example.com', trust: { type: 'System' } });
      const hosts = { hosts: ['api.example.com'], ports: [{ number: 80, name: 'http', protocol: 'HTTP' as const }] };
      system.addServiceEntry({ name: 'partner', namespace: 'egress', ...hosts });
    }),
  ).toMatchSnapshot();
});

test('policies come before the gateways, in a file for each namespace', () => {
  expect(
    added(system => {
      const waypoint = system.addWaypoint({ namespace: 'shop' });
      system.addDefaultDeny({ namespace: 'shop' });
      system.addAuthorizationPolicy({ name: 'read', targets: [waypoint], rules: [{ to: [{ methods: ['GET'] }] }] });
      const jwtRules = [{ issuer: 'https://id.example.com' }];
      system.addRequestAuthentication({ name: 'tokens', targets: [serviceTarget(cart)], jwtRules });
      system.addTelemetry({ namespace: 'istio-system', accessLogging: [{ providers: ['envoy'] }] });
      system.addAddon('issuers', () => undefined);
    }),
  ).toMatchSnapshot();
});

describe('a waypoint', () => {
  const labels = (add: (system: AmbientSystem) => void, name: string) =>
    synthesize(add).index.require({ kind: 'Namespace', name }).object.metadata.labels;

  test('serves its whole namespace', () =>
    expect(labels(system => system.addWaypoint({ namespace: 'shop', ingressUseWaypoint: true }), 'shop')).toMatchObject(
      {
        'istio.io/use-waypoint': 'waypoint',
        'istio.io/ingress-use-waypoint': 'true',
      },
    ));

  test('or what it is told to', () => {
    const { index } = synthesize(system => {
      const page = system.addEchoPage({ name: 'page', namespace: 'shop', text: 'a' });
      system.addWaypoint({ namespace: 'shop', enrol: [page] });
    });
    const service = index.require({ kind: 'Service', namespace: 'shop', name: 'page-svc' }).object;
    expect(service.metadata.labels).toMatchObject({ 'istio.io/use-waypoint': 'waypoint' });
    const namespace = index.require({ kind: 'Namespace', name: 'shop' }).object;
    expect(namespace.metadata.labels).not.toHaveProperty(['istio.io/use-waypoint']);
  });
});

describe('NetworkPolicies', () => {
  const names = (add: (system: AmbientSystem) => void) =>
    synthesize(add)
      .index.ofKind('NetworkPolicy', 'networking.k8s.io')
      .map(
        ({ object: { metadata, spec } }) =>
          `${metadata.namespace}/${metadata.name}: ${JSON.stringify(spec.ingress[0])}`,
      );
  const page = (system: AmbientSystem) => system.addEchoPage({ name: 'page', namespace: 'shop', text: 'a' });
  const gateway = (system: AmbientSystem, namespace: string) =>
    system.addGateway({ name: 'edge', namespace, listeners: HTTP });

  test.each<[string, (system: AmbientSystem) => void]>([
    ['app first', system => [page(system), gateway(system, 'shop')]],
    ['gateway first', system => [gateway(system, 'shop'), page(system)]],
  ])('open the listeners of a Gateway in a closed namespace (%s)', (_, add) => expect(names(add)).toMatchSnapshot());

  test.each<[string, (system: AmbientSystem) => void]>([
    ['app first', system => [page(system), gateway(system, 'istio-system')]],
    ['gateway first', system => [gateway(system, 'istio-system'), page(system)]],
  ])('let in a Gateway outside the mesh (%s)', (_, add) => expect(names(add)).toMatchSnapshot());

  test('are left out where a namespace is not in the mesh', () =>
    expect(
      names(system => {
        system.addNamespace({ name: 'shop', mesh: 'none' });
        page(system);
      }),
    ).toEqual([]));
});

test('certificates that the bootstrap makes are collected', () => {
  const app = new App();
  const system = new AmbientSystem(app);
  const certificate = { type: 'Bootstrap', secretName: 'edge-tls', dnsNames: ['a.example.com'] } as const;
  const listeners = [{ name: 'https', protocol: 'HTTPS', port: 443, certificate } as const];
  const gateway = system.addGateway({ name: 'edge', namespace: 'edge', listeners });
  system.addListenerSet({ name: 'more', namespace: 'shop', gateway, listeners });
  system.needCertificate({ namespace: 'web', secretName: 'nginx-tls', dnsNames: ['b.example.com'] });
  expect(system.neededCertificates).toEqual([
    { namespace: 'edge', secretName: 'edge-tls', dnsNames: ['a.example.com'] },
    { namespace: 'shop', secretName: 'edge-tls', dnsNames: ['a.example.com'] },
    { namespace: 'web', secretName: 'nginx-tls', dnsNames: ['b.example.com'] },
  ]);
});
