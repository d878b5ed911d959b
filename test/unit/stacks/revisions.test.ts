import { formatFindings } from '../../../lib/core/findings';
import type { AmbientMeshProps } from '../../../lib/mesh/spec';
import { App } from '../../../lib/rules/app';
import { AmbientSystem, type AmbientSystemProps } from '../../../lib/stacks/system';

const MESH: AmbientMeshProps = {
  version: '1.30.5',
  tag: '1.30.5-patched',
  revisionTags: ['stable'],
  networkPolicies: true,
  istiod: { tag: '1.30.5-pilot', resources: { requests: { cpu: '1' } }, jwksResolverExtraRootCA: 'x' },
  gatewayClasses: { istio: { service: { spec: { type: 'ClusterIP' } } } },
  meshConfig: { trustDomain: 'prod.example.com' },
};

/** The one line by which a project gets a second istiod. */
const SECOND = [{ revision: '1-31-1', version: '1.31.1', revisionTags: ['canary'] }] as const;

function synthesize(props: AmbientSystemProps) {
  const app = new App();
  const system = new AmbientSystem(app, { helm: { helmExecutable: 'true' }, ...props });
  system.addEchoPage({ name: 'page', namespace: 'app', text: 'a' });
  const { files, findings, index } = app.synthesized();
  return { files, findings, index, errors: findings.filter(({ level }) => level === 'error') };
}

const textsOf = (props: AmbientSystemProps) =>
  synthesize(props).files.flatMap(({ objects }) => objects.map(object => JSON.stringify(object)));

const nameOf = (text: string) => {
  const { kind, metadata } = JSON.parse(text);
  return `${kind} ${metadata.namespace === undefined ? '' : `${metadata.namespace}/`}${metadata.name}`;
};

const added = (props: AmbientSystemProps) => {
  const before = new Set(textsOf(props));
  return textsOf({ ...props, revisions: SECOND }).filter(text => !before.has(text));
};

test('a second istiod adds objects of its own, and leaves every other byte as it is', () => {
  const before = textsOf({ mesh: MESH });
  const after = textsOf({ mesh: MESH, revisions: SECOND });
  expect(before.filter(text => !after.includes(text))).toEqual([]);
  const names = after.map(nameOf);
  expect(names).toEqual([...new Set(names)]);
  expect(added({ mesh: MESH }).map(nameOf)).toMatchInlineSnapshot(`
[
  ServiceAccount istio-system/istiod-1-31-1,
  ClusterRole istiod-clusterrole-1-31-1-istio-system,
  ClusterRoleBinding istiod-clusterrole-1-31-1-istio-system,
  ClusterRole istiod-gateway-controller-1-31-1-istio-system,
  ClusterRoleBinding istiod-gateway-controller-1-31-1-istio-system,
  Role istio-system/istiod-1-31-1,
  RoleBinding istio-system/istiod-1-31-1,
  ClusterRole istio-reader-clusterrole-1-31-1-istio-system,
  ClusterRoleBinding istio-reader-clusterrole-1-31-1-istio-system,
  ConfigMap istio-system/istio-1-31-1,
  ConfigMap istio-system/pilot-jwks-extra-cacerts-1-31-1,
  ConfigMap istio-system/istio-sidecar-injector-1-31-1,
  ConfigMap istio-system/istio-1-31-1-gatewayclass-istio,
  Service istio-system/istiod-1-31-1,
  Service istio-system/istiod-revision-tag-canary,
  Deployment istio-system/istiod-1-31-1,
  HorizontalPodAutoscaler istio-system/istiod-1-31-1,
  NetworkPolicy istio-system/istiod-1-31-1,
  ValidatingWebhookConfiguration istio-validator-1-31-1-istio-system,
]
`);
});

test('it is found by the rules to be as sound as the first', () => {
  expect(formatFindings([...synthesize({ mesh: MESH, revisions: SECOND }).errors])).toBe(
    formatFindings([...synthesize({ mesh: MESH }).errors]),
  );
});

test('it has what the mesh has, but for version, images and tags', () => {
  const { index } = synthesize({ mesh: MESH, revisions: SECOND });
  const deployment = (name: string) =>
    index.ofKind('Deployment', 'apps').find(({ object }) => object.metadata.name === name)?.object.spec.template.spec
      .containers[0];
  expect([deployment('istiod').image, deployment('istiod-1-31-1').image]).toEqual([
    'docker.io/istio/pilot:1.30.5-pilot-distroless',
    'docker.io/istio/pilot:1.31.1-distroless',
  ]);
  expect(deployment('istiod-1-31-1').resources).toEqual(deployment('istiod').resources);
  const configs = index.ofKind('ConfigMap').filter(({ object }) => /^istio(-1-31-1)?$/.test(object.metadata.name));
  expect(configs.map(({ object }) => /trustDomain: .*/.exec(object.data.mesh)?.[0])).toEqual([
    'trustDomain: prod.example.com',
    'trustDomain: prod.example.com',
  ]);
});

/** Which revision each tag leads to, by the labels that istiod reads and the pods that get the requests. */
function tags(props: AmbientSystemProps) {
  const services = synthesize(props).index.ofKind('Service');
  return services.flatMap(({ object: { metadata, spec } }) => {
    const labels = metadata.labels ?? {};
    const tag = labels['istio.io/tag'];
    return tag === undefined ? [] : [`${tag}: ${labels['istio.io/rev']} ${JSON.stringify(spec.selector)}`];
  });
}

test('tags lead where they are asked to, and move from one to the other', () => {
  expect(tags({ mesh: MESH, revisions: SECOND })).toEqual([
    'stable: default {"app":"istiod","istio":"pilot"}',
    'canary: 1-31-1 {"app":"istiod","istio.io/rev":"1-31-1"}',
  ]);
  const moved = {
    mesh: { ...MESH, revisionTags: [] },
    revisions: [{ ...SECOND[0], revisionTags: ['stable', 'canary'] }],
  };
  expect(tags(moved)).toEqual([
    'stable: 1-31-1 {"app":"istiod","istio.io/rev":"1-31-1"}',
    'canary: 1-31-1 {"app":"istiod","istio.io/rev":"1-31-1"}',
  ]);
});

test('flux has a release of one chart more, and the definitions that the newer istiod reads', () => {
  const releases = added({ delivery: 'flux', mesh: MESH }).map(text => JSON.parse(text));
  expect(releases.map(({ kind, metadata }) => `${kind} ${metadata.name}`)).toEqual([
    'GitRepository gateway-api',
    'HelmRelease istio-base',
    'HelmRelease istiod-1-31-1',
  ]);
  expect(releases[0].spec.ref).toEqual({ tag: 'v1.6.1' });
  expect(releases[1].spec.chart.spec).toMatchObject({ chart: 'base', version: '1.31.1' });
  expect(releases[2].spec).toMatchObject({
    chart: { spec: { chart: 'istiod', version: '1.31.1' } },
    dependsOn: [{ name: 'istio-cni' }],
    values: { revision: '1-31-1', revisionTags: ['canary'], global: { tag: '1.31.1' } },
  });
});

test('sail has an Istio and its tags more', () => {
  const mesh: AmbientMeshProps = { version: '1.29.6', revisionTags: ['stable'] };
  const revisions = [{ revision: 'next', version: '1.30.3', revisionTags: ['canary'] }] as const;
  const before = textsOf({ delivery: 'sail', mesh });
  const more = textsOf({ delivery: 'sail', mesh, revisions }).filter(text => !before.includes(text));
  expect(
    more
      .map(text => JSON.parse(text))
      .map(({ kind, metadata, spec }) => [kind, metadata.name, spec.version ?? spec.targetRef]),
  ).toEqual([
    ['Istio', 'next', 'v1.30.3'],
    ['IstioRevisionTag', 'canary', { kind: 'Istio', name: 'next' }],
  ]);
});

describe('fails', () => {
  const refusals = (props: AmbientSystemProps) => formatFindings(synthesize(props).errors);

  test('fails for names that do not say which istiod is meant, whatever the delivery', () => {
    const mesh: AmbientMeshProps = { version: '1.30.3', revisionTags: ['stable', 'other'] };
    const revisions = [{ revision: 'default', revisionTags: ['stable'] }, { revision: 'other' }] as const;
    const text = refusals({ mesh, revisions });
    expect(text).toMatchInlineSnapshot(`
4 errors

error AMB002 at istiod-default/Istiod/RevisionTag-stable
  found Service istio-system/istiod-revision-tag-stable again, which istiod/Istiod/RevisionTag-stable makes too
  expected one object of each group, kind, namespace and name
  cure: rename one of the two, or make it once and refer to it

error AMB190 at istiod/Istiod
  found other as revision and as revision tag
  expected names that are either the one or the other
  cure: choose another tag

error AMB190 at istiod/Istiod
  found the revision tag stable on two istiods
  expected each tag on one: whoever chooses it gets that one
  cure: take it away from the istiod that it leaves

error AMB190 at istiod/Istiod
  found two istiods with the revision default
  expected a name of its own for each, since their objects are named after it
  cure: name the second after its version, such as 1-31-1
`);
    const alike = (said: string) =>
      said
        .split('\n\n')
        .filter(block => block.startsWith('error AMB190'))
        .map(block => block.replace(/ at \S+/, ''));
    for (const delivery of ['helm', 'flux', 'sail'] as const) {
      expect(alike(refusals({ delivery, mesh, revisions }))).toEqual(alike(text));
    }
  });

  test('fails for an istiod older than the agents', () => {
    expect(
      refusals({ mesh: { version: '1.31.1' }, revisions: [{ revision: 'old', version: '1.30.5' }] }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB103 at istiod-old/Istiod
  found cni 1.31.1 under istiod 1.30.5
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set cni.tag to a version that fits, or leave it out

error AMB103 at istiod-old/Istiod
  found ztunnel 1.31.1 under istiod 1.30.5
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set ztunnel.tag to a version that fits, or leave it out
`);
  });

  test('fails for an istiod two minors newer than the agents', () => {
    expect(
      refusals({ mesh: { version: '1.29.8' }, revisions: [{ revision: 'new', version: '1.31.1' }] }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB103 at istiod-new/Istiod
  found cni 1.29.8 under istiod 1.31.1
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set cni.tag to a version that fits, or leave it out

error AMB103 at istiod-new/Istiod
  found ztunnel 1.29.8 under istiod 1.31.1
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set ztunnel.tag to a version that fits, or leave it out
`);
  });
});
