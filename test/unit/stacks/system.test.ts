import { formatFindings } from '../../../lib/core/findings';
import { App } from '../../../lib/rules/app';
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

describe('what is added twice', () => {
  const findings = (add: (system: AmbientSystem) => void) =>
    formatFindings(synthesize({}, add).findings.filter(({ id }) => ['AMB002', 'AMB401'].includes(id)));
  const twice = [1, 2];

  test('fails with both places, for everything that has a name', () => {
    const text = findings(system => {
      for (const _ of twice) {
        system.addGatewayClass('ours');
        const gateway = system.addGateway({ name: 'edge', namespace: 'istio-edge', listeners: LISTENERS });
        const page = system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
        system.addRoute({ name: 'page', gateway, rules: [{ backends: [{ backend: page }] }] });
        system.addStickySession({ name: 'page', backend: page, cookie: 'c' });
      }
    });
    expect(
      text
        .split('\n\n')
        .slice(1)
        .map(block => block.split('\n')[1]),
    ).toEqual([
      '  found ConfigMap app/page-config again, which apps-app/page/Config/Resource makes too',
      '  found Deployment app/page-deploy again, which apps-app/page/Deployment/Resource makes too',
      '  found Service app/page-svc again, which apps-app/page/Service/Resource makes too',
      '  found ServiceAccount app/page again, which apps-app/page/ServiceAccount/Resource makes too',
      '  found GatewayClass ours again, which gateway-classes/ours/Resource makes too',
      '  found Gateway istio-edge/edge again, which istio-edge-edge/Gateway/Resource makes too',
      '  found HTTPRoute app/page again, which routes-app/page/Resource makes too',
      '  found DestinationRule app/page again, which routes-app/page-2/Resource/Resource makes too',
    ]);
  });

  test('is told from what only looks alike', () => {
    const text = findings(system => {
      for (const [namespace, name] of [
        ['a-b', 'c'],
        ['a', 'b-c'],
        ['apps', 'app'],
      ]) {
        const gateway = system.addGateway({ name, namespace, listeners: LISTENERS });
        const page = system.addEchoPage({ name, namespace: 'app', text: 'a' });
        system.addRoute({ name, gateway, rules: [{ backends: [{ backend: page }] }] });
        system.addStickySession({ name, backend: page, cookie: 'c' });
      }
    });
    expect(text).toBe('');
  });

  test('fails where two requests for a namespace differ', () => {
    expect(
      findings(system => {
        system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
        system.addNamespace({ name: 'app', mesh: 'none', podSecurity: 'baseline' });
      }),
    ).toMatchInlineSnapshot(`
1 error

error AMB401 at namespaces/app
  found a second request for it, with the labels pod-security.kubernetes.io/audit=baseline, pod-security.kubernetes.io/enforce=baseline, pod-security.kubernetes.io/warn=baseline
  expected the labels that it has: istio.io/dataplane-mode=ambient, pod-security.kubernetes.io/audit=restricted, pod-security.kubernetes.io/enforce=restricted, pod-security.kubernetes.io/warn=restricted
  cure: add the namespace once, before the gateways and apps in it
`);
  });
});

test('namespaces choose a control plane that does not serve all of them', () => {
  const revision = (mesh: AmbientSystemProps['mesh']) =>
    synthesize({ mesh }, system => system.addNamespace({ name: 'app' }))
      .index.ofKind('Namespace')
      .map(({ object }) => object.metadata.labels?.['istio.io/rev']);
  expect(revision({})).toEqual([undefined, undefined]);
  expect(revision({ revision: 'canary' })).toEqual([undefined, 'canary']);
  expect(revision({ revision: 'canary', revisionTags: ['default'] })).toEqual([undefined, undefined]);
});
