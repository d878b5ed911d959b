import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from '../../../lib/rules/app';
import { AmbientSystem, type AmbientSystemProps } from '../../../lib/stacks/system';

function synthesize(props: AmbientSystemProps) {
  const app = new App();
  const system = new AmbientSystem(app, props);
  system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
  return app.synthesized();
}

const files = (props: AmbientSystemProps) => synthesize(props).files.map(({ file }) => file);
const around = (chart: string) => [
  '0000-namespaces.k8s.yaml',
  `0001-${chart}.k8s.yaml`,
  '0002-mesh-policy.k8s.yaml',
  '0003-apps-app.k8s.yaml',
];

test('the components of a mesh are manifests unless told otherwise', () => {
  expect(files({ delivery: 'manifests' })).toEqual(files({}));
});

test('flux has one chart in their place', () => {
  expect(files({ delivery: 'flux' })).toEqual(around('istio-flux'));
});

test('sail has one chart in their place', () => {
  expect(files({ delivery: 'sail', mesh: { version: '1.30.3' } })).toEqual(around('istio-sail'));
});

test('helm has one chart in their place', () => {
  expect(files({ delivery: 'helm', helm: { helmExecutable: 'true' } })).toEqual(around('istio-helm'));
});

test('charts, flux and sail reach their delivery', () => {
  const of = (props: AmbientSystemProps, kind: string, group: string) =>
    synthesize(props).index.ofKind(kind, group)[0].object;
  const flux: AmbientSystemProps = { delivery: 'flux', charts: 'https://mirror.test', flux: { namespace: 'gitops' } };
  expect(of(flux, 'HelmRepository', 'source.toolkit.fluxcd.io')).toMatchObject({
    metadata: { namespace: 'gitops' },
    spec: { url: 'https://mirror.test' },
  });
  const sail = { delivery: 'sail', mesh: { version: '1.30.3' }, sail: { updateStrategy: 'RevisionBased' } } as const;
  expect(of(sail, 'Istio', 'sailoperator.io').spec.updateStrategy).toEqual({ type: 'RevisionBased' });
});

test('gateways that Sail deploys are as safe, by the defaults of their classes', () => {
  const mesh = { version: '1.30.3', gatewayClasses: { istio: { service: { spec: { type: 'NodePort' } } } } } as const;
  const { values } = synthesize({ delivery: 'sail', mesh }).index.ofKind('Istio', 'sailoperator.io')[0].object.spec;
  const deployment = {
    spec: { template: { spec: { securityContext: { seccompProfile: { type: 'RuntimeDefault' } } } } },
  };
  expect(values.gatewayClasses).toEqual({
    istio: { deployment, service: { spec: { type: 'NodePort' } } },
    'istio-waypoint': { deployment },
  });
  expect(values.pilot.seccompProfile).toEqual({ type: 'RuntimeDefault' });
});

test('namespaces of the mesh have the labels by which istiod looks for them', () => {
  const mesh = { meshConfig: { discoverySelectors: [{ matchLabels: { 'istio-discovery': 'enabled' } }] } };
  const labels = synthesize({ mesh })
    .index.ofKind('Namespace')
    .map(({ object: { metadata } }) => [metadata.name, metadata.labels?.['istio-discovery']]);
  expect(labels).toEqual([
    ['istio-system', 'enabled'],
    ['app', 'enabled'],
  ]);
});

test('fails where helm is not installed, with what to do instead', () => {
  const app = new App({ outdir: join(tmpdir(), 'never-written') });
  new AmbientSystem(app, { delivery: 'helm', helm: { helmExecutable: 'no-such-helm' } });
  expect(() => app.synth()).toThrowErrorMatchingInlineSnapshot(`
1 error

error AMB183 at istio-helm/Helm
  found no program no-such-helm
  expected helm, to render istio-base
  cure: install helm or set helmExecutable, or choose the delivery manifests, which needs neither helm nor a network
`);
});
