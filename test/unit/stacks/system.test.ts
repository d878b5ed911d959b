import { App } from '../../../lib/core/app';
import { AmbientSystem, type AmbientSystemProps } from '../../../lib/stacks/system';

function synthesize(props: AmbientSystemProps = {}, add: (system: AmbientSystem) => void = () => {}) {
  const app = new App();
  add(new AmbientSystem(app, props));
  return app.synthesized();
}

const LISTENERS = [{ name: 'http', protocol: 'HTTP', port: 80 }] as const;

test('a system without additions is a mesh and its policy', () => {
  expect(synthesize().files.map(({ file }) => file)).toEqual([
    '0000-namespaces.k8s.yaml',
    '0001-istio-base.k8s.yaml',
    '0002-istio-cni.k8s.yaml',
    '0003-istiod.k8s.yaml',
    '0004-ztunnel.k8s.yaml',
    '0005-mesh-policy.k8s.yaml',
  ]);
});

test('whatever is added finds its place in the apply order', () => {
  const { files } = synthesize({}, system => {
    const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
    const gateway = system.addGateway({ name: 'edge', namespace: 'istio-edge', listeners: LISTENERS });
    system.addStickySession({ name: 'sticky', backend: page, cookie: 'c' });
    system.addRoute({ name: 'page', gateway, rules: [{ backends: [{ backend: page }] }] });
    system.addGatewayClass('ours');
  });
  expect(files.slice(6).map(({ file, objects }) => `${file}: ${objects.map(({ kind }) => kind)}`)).toEqual([
    '0006-istio-edge-edge.k8s.yaml: Gateway',
    '0007-gateway-classes.k8s.yaml: GatewayClass',
    '0008-routes-app.k8s.yaml: DestinationRule,HTTPRoute',
    '0009-apps-app.k8s.yaml: NetworkPolicy,ServiceAccount,ConfigMap,Deployment,Service',
  ]);
  expect(files[0].objects.map(({ metadata }) => metadata.name)).toEqual(['istio-system', 'app', 'istio-edge']);
});

test('two apps of one namespace share its Namespace and its NetworkPolicy', () => {
  const { index } = synthesize({}, system => {
    for (const name of ['a', 'b']) system.addEchoPage({ name, namespace: 'app', text: name });
  });
  expect(index.ofKind('Namespace').map(({ object }) => object.metadata.name)).toEqual(['istio-system', 'app']);
  expect(index.ofKind('NetworkPolicy', 'networking.k8s.io')).toHaveLength(1);
  expect(index.ofKind('Deployment', 'apps')).toHaveLength(3);
});

describe('each prop shows', () => {
  test('mesh, with seccomp profiles where none are given', () => {
    const profile = (props: AmbientSystemProps) =>
      synthesize(props).index.require({ group: 'apps', kind: 'Deployment', namespace: 'istio-system', name: 'istiod' })
        .object.spec.template.spec.containers[0].securityContext.seccompProfile;
    expect(profile({})).toEqual({ type: 'RuntimeDefault' });
    expect(profile({ mesh: { istiod: { seccompProfile: { type: 'Unconfined' } } } })).toEqual({ type: 'Unconfined' });
  });

  test('mesh.namespace, and the namespaces of the node agents are privileged', () => {
    const mesh = { namespace: 'mesh', cni: { namespace: 'mesh-cni' }, ztunnel: { namespace: 'mesh-ztunnel' } };
    const levels = synthesize({ mesh })
      .index.ofKind('Namespace')
      .map(({ object: { metadata } }) => [metadata.name, metadata.labels?.['pod-security.kubernetes.io/enforce']]);
    expect(levels).toEqual([
      ['mesh', 'restricted'],
      ['mesh-cni', 'privileged'],
      ['mesh-ztunnel', 'privileged'],
    ]);
  });

  test('mtls', () => {
    const mode = (props: AmbientSystemProps) =>
      synthesize(props).index.ofKind('PeerAuthentication', 'security.istio.io')[0].object.spec.mtls.mode;
    expect(mode({})).toBe('STRICT');
    expect(mode({ mtls: 'PERMISSIVE' })).toBe('PERMISSIVE');
  });
});

test('a thousand additions are ordered as quickly as they are made', () => {
  const { files } = synthesize({}, system => {
    for (let index = 0; index < 1000; index++) {
      system.addGateway({ name: 'edge', namespace: `edge-${index}`, listeners: LISTENERS });
    }
  });
  expect(files).toHaveLength(1006);
});
