import { Yaml } from 'cdk8s';
import { parse, parseAllDocuments } from 'yaml';
import { App } from '../../../../lib/rules/app';
import { TOPOLOGIES } from '../../../../lib/topologies';
import { toKustomizeFiles } from '../../../../scripts/kustomize/files';
import { objectsOf, type TopologyObjects } from '../../../support/topology-objects';

let objects: TopologyObjects;
beforeAll(async () => {
  objects = await objectsOf('shared-gateway');
});

const AMBIENT = { matchLabels: { 'istio.io/dataplane-mode': 'ambient' } };
const valuesOf = (release: string) => objects.one('HelmRelease', `flux-system/${release}`).spec.values;

test('Flux installs definitions, charts and releases, each after the one before', () => {
  expect(objects.one('Kustomization', 'flux-system/gateway-api').spec).toMatchObject({
    path: './config/crd',
    wait: true,
  });
  expect(objects.one('HelmRepository', 'flux-system/istio').spec.url).toBe(
    'https://blob.istio.io/istio-release/charts',
  );
  const waits = ['istio-base', 'istio-cni', 'istiod', 'ztunnel'].map(
    name => objects.one('HelmRelease', `flux-system/${name}`).spec.dependsOn,
  );
  expect(waits).toEqual([undefined, [{ name: 'istio-base' }], [{ name: 'istio-cni' }], [{ name: 'istiod' }]]);
});

test('its Kustomizations wait for that of the certificates, and routes for the definitions that the mesh brings', async () => {
  const app = new App();
  (await TOPOLOGIES['shared-gateway']())(app);
  const written = app.synthesized().files.map(({ file, objects }) => ({
    name: file,
    text: objects.map(object => Yaml.stringify(object)).join('---\n'),
  }));
  const files = toKustomizeFiles('dist', written, { after: ['component-certs'] });
  const stages = parseAllDocuments(files['flux.yaml']).map(each => each.toJS());
  expect(stages.map(({ metadata, spec }) => [metadata.name, spec.dependsOn])).toEqual([
    ['istio', [{ name: 'component-certs' }]],
    ['istio-config', [{ name: 'istio' }, { name: 'gateway-api' }]],
  ]);
  const { resources } = parse(files['flux/istio-config/kustomization.yaml']);
  expect(resources.join('\n')).toMatch(/hostk8s-gateway.*\n(.*\n)*.*routes-my-app.*\n(.*\n)*.*apps-my-app/);
});

test('every part asks for what the table of sizes gives it', () => {
  expect(valuesOf('istiod').resources.requests).toEqual({ cpu: '100m', memory: '128Mi' });
  expect(valuesOf('ztunnel').resources.requests).toEqual({ cpu: '50m', memory: '64Mi' });
  expect(valuesOf('istio-cni').resources.requests).toEqual({ memory: '128Mi' });
  expect(valuesOf('istiod').global.proxy.resources.requests).toEqual({ cpu: '50m', memory: '64Mi' });
});

test('the Gateway is on node ports of its own, which lead from 8081 and 8444 of the host and leave 8080 and 8443', () => {
  const { spec, metadata } = objects.one('Gateway', 'istio-system/hostk8s-gateway');
  expect(metadata.annotations).toEqual({ 'cdk8s-istio-ambient/host-ports': '30081=8081,30444=8444' });
  const { data } = objects.one('ConfigMap', `istio-system/${spec.infrastructure.parametersRef.name}`);
  const ports = [
    { port: 80, nodePort: 30081 },
    { port: 443, nodePort: 30444 },
  ];
  expect(parse(data.service)).toEqual({ spec: { type: 'NodePort', ports } });
  expect(parse(data.deployment)).toEqual({ spec: { replicas: 1 } });
});

test('nothing is patched afterwards: there is no Job', () => expect(objects.named('Job')).toEqual([]));

test('cert-manager makes the certificate of the Gateway, for both names', () => {
  const { dnsNames, issuerRef, secretName } = objects.one('Certificate', 'istio-system/hostk8s-gateway-tls').spec;
  expect({ dnsNames, issuer: issuerRef.name, secretName }).toEqual({
    dnsNames: ['localhost', '*.hostk8s.local'],
    issuer: 'hostk8s-ca',
    secretName: 'hostk8s-gateway-tls',
  });
});

test('any namespace in the mesh may attach routes, and no other', () => {
  const { listeners } = objects.one('Gateway', 'istio-system/hostk8s-gateway').spec;
  expect(listeners.map(({ allowedRoutes }: { allowedRoutes: unknown }) => allowedRoutes)).toEqual(
    ['http', 'https'].map(() => ({ namespaces: { from: 'Selector', selector: AMBIENT } })),
  );
});

test('an app joins by the label of its namespace, beside the labels of its stack', () => {
  expect(objects.labels('my-app')).toMatchObject({
    'istio.io/dataplane-mode': 'ambient',
    'hostk8s.stack': 'my-stack',
    'hostk8s.app': 'my-app',
  });
});

test('the app is under /my-app on both hosts, with the label that its status is found by', () => {
  const { metadata, spec } = objects.one('HTTPRoute', 'my-app/my-app');
  expect(metadata.labels).toEqual({ 'hostk8s.application': 'my-app' });
  expect(spec).toMatchObject({
    parentRefs: [{ name: 'hostk8s-gateway', namespace: 'istio-system' }],
    hostnames: ['localhost', 'my-app.hostk8s.local'],
    rules: [
      {
        matches: [{ path: { type: 'PathPrefix', value: '/my-app' } }],
        backendRefs: [{ name: 'my-service', port: 8080 }],
      },
    ],
  });
});

test('one request in ten under /api reaches the canary', () => {
  const [rule] = objects.one('HTTPRoute', 'my-app/canary-deployment').spec.rules;
  expect(rule).toEqual({
    matches: [{ path: { type: 'PathPrefix', value: '/api' } }],
    backendRefs: [
      { name: 'my-service-v1', port: 8080, weight: 90 },
      { name: 'my-service-v2', port: 8080, weight: 10 },
    ],
  });
});

test('the waypoint is for services, and the namespace goes through it, the gateway too', () => {
  const { metadata, spec } = objects.one('Gateway', 'my-app/my-app-waypoint');
  expect(metadata.labels).toEqual({ 'istio.io/waypoint-for': 'service' });
  expect(spec).toMatchObject({
    gatewayClassName: 'istio-waypoint',
    listeners: [{ name: 'mesh', port: 15008, protocol: 'HBONE' }],
  });
  expect(objects.labels('my-app')).toMatchObject({
    'istio.io/use-waypoint': 'my-app-waypoint',
    'istio.io/ingress-use-waypoint': 'true',
  });
});

test('the waypoint times out, tries again, injects faults on request and breaks circuits', () => {
  const { hosts, http } = objects.one('VirtualService', 'my-app/my-service').spec;
  expect(hosts).toEqual(['my-service.my-app.svc.cluster.local']);
  expect(http[1]).toMatchObject({ timeout: '10s', retries: { attempts: 2, perTryTimeout: '3s' } });
  expect(http[0]).toMatchObject({
    match: [{ headers: { 'x-fault': { exact: 'abort' } } }],
    fault: { abort: { httpStatus: 503, percentage: { value: 100 } } },
  });
  expect(objects.one('DestinationRule', 'my-app/my-service').spec.trafficPolicy).toMatchObject({
    connectionPool: { tcp: { maxConnections: 100 } },
    outlierDetection: { consecutive5xxErrors: 5 },
  });
});

test('a namespace can stay out of the mesh, by the label that says so', () => {
  expect(objects.labels('legacy-app')['istio.io/dataplane-mode']).toBe('none');
  expect(objects.named('Deployment')).toContain('legacy-app/legacy-app-deploy');
});

test('telemetry is off and access is logged, unless the environment says otherwise', () => {
  expect(valuesOf('istiod')).toMatchObject({ telemetry: { enabled: false } });
  expect(valuesOf('istiod').meshConfig.accessLogFile).toBe('/dev/stdout');
});
