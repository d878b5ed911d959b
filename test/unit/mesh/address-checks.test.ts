import { meshFindings } from '../../support/mesh-findings';

describe('AmbientMesh', () => {
  test('fails for registries that are switched off', () =>
    expect(
      meshFindings({
        hub: 'registry.istio.io/release',
        istiod: { hub: 'gcr.io/istio-release' },
        cni: { image: 'gcr.io/istio-release/install-cni:1.29.8' },
      }),
    ).toMatchInlineSnapshot(`
3 errors

error AMB110 at mesh/AmbientMesh/Istiod
  found cni.image gcr.io/istio-release/install-cni:1.29.8
  expected a registry that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use docker.io/istio, or a mirror of it

error AMB110 at mesh/AmbientMesh/Istiod
  found hub registry.istio.io/release
  expected a registry that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use docker.io/istio, or a mirror of it

error AMB110 at mesh/AmbientMesh/Istiod
  found istiod.hub gcr.io/istio-release
  expected a registry that lasts: this one is switched off in December 2026 and has no Istio 1.31
  cure: use docker.io/istio, or a mirror of it
`));

  test('fails for a hub with a scheme', () =>
    expect(meshFindings({ hub: 'https://mirror.example.com/istio' })).toMatchInlineSnapshot(`
1 error

error AMB111 at mesh/AmbientMesh/Istiod
  found hub "https://mirror.example.com/istio"
  expected an address as the container runtime takes it: no scheme, no slash at the end, a digest in full
  cure: write it as in docker.io/istio, or docker.io/istio/pilot:1.31.1
`));

  test('fails for a shortened digest', () =>
    expect(meshFindings({ ztunnel: { image: 'docker.io/istio/ztunnel@sha256:abc' } })).toMatchInlineSnapshot(`
1 error

error AMB111 at mesh/AmbientMesh/Istiod
  found ztunnel.image "docker.io/istio/ztunnel@sha256:abc"
  expected an address as the container runtime takes it: no scheme, no slash at the end, a digest in full
  cure: write it as in docker.io/istio, or docker.io/istio/pilot:1.31.1
`));

  test('fails for names that no namespace has', () =>
    expect(
      meshFindings({ namespace: 'Istio', cni: { namespace: 'a_b' }, ztunnel: { namespace: '' } }),
    ).toMatchInlineSnapshot(`
3 errors

error AMB120 at mesh/AmbientMesh/Istiod
  found cni.namespace "a_b"
  expected the name of a namespace: at most 63 small letters, digits and dashes
  cure: change the name

error AMB120 at mesh/AmbientMesh/Istiod
  found namespace "Istio"
  expected the name of a namespace: at most 63 small letters, digits and dashes
  cure: change the name

error AMB120 at mesh/AmbientMesh/Istiod
  found ztunnel.namespace ""
  expected the name of a namespace: at most 63 small letters, digits and dashes
  cure: change the name
`));

  test('fails for a revision with dots', () =>
    expect(meshFindings({ revision: '1.31.1', defaultRevision: 'Stable' })).toMatchInlineSnapshot(`
1 error

error AMB121 at mesh/AmbientMesh/Istiod
  found revision "1.31.1", "Stable"
  expected at most 56 small letters, digits and dashes: it is part of the name of istiod's Service
  cure: write it as in 1-31-1
`));

  test('fails for a revision tag that fits no Service', () =>
    expect(meshFindings({ revisionTags: ['this-tag-is-longer-than-a-service-can-be-named'] })).toMatchInlineSnapshot(`
1 error

error AMB122 at mesh/AmbientMesh/Istiod
  found revisionTags "this-tag-is-longer-than-a-service-can-be-named"
  expected at most 43 small letters, digits and dashes: each is part of the name of a Service
  cure: write them as in canary
`));

  test('fails for a revision tag twice', () =>
    expect(meshFindings({ revision: 'canary', revisionTags: ['canary', 'stable', 'stable'] })).toMatchInlineSnapshot(`
1 error

error AMB123 at mesh/AmbientMesh/Istiod
  found revisionTags "canary", "stable" more than once or named as the revision itself
  expected names that are only used once
  cure: leave out the repeated ones
`));

  test('fails for a platform that is none', () =>
    expect(meshFindings({ platform: 'eks' as 'gke' })).toMatchInlineSnapshot(`
1 error

error AMB124 at mesh/AmbientMesh/Istiod
  found platform "eks"
  expected one of gke, k3s, k3d, microk8s, minikube, openshift
  cure: leave it out: every other Kubernetes, such as kind, EKS or AKS, needs nothing of its own
`));
});
