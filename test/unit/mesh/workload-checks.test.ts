import { meshFindings } from '../../support/mesh-findings';

describe('AmbientMesh', () => {
  test('fails for an autoscaler whose bounds cross', () =>
    expect(meshFindings({ istiod: { autoscaleMin: 4, autoscaleMax: 3 } })).toMatchInlineSnapshot(`
1 error

error AMB130 at mesh/AmbientMesh/Istiod
  found istiod.autoscaleMin 4 and autoscaleMax 3
  expected whole numbers from 1 up, the first not above the second
  cure: change one of them, or set autoscaleEnabled to false and replicaCount to the number you want
`));

  test('fails for no replica', () =>
    expect(meshFindings({ istiod: { autoscaleEnabled: false, replicaCount: 0 } })).toMatchInlineSnapshot(`
1 error

error AMB131 at mesh/AmbientMesh/Istiod
  found istiod.replicaCount 0
  expected a whole number, 1 or more
  cure: set it to 1 at least: without istiod no proxy gets certificates
`));

  test('fails for a rollout that cannot move', () =>
    expect(
      meshFindings({
        cni: { rollingUpdate: { maxUnavailable: 0 } },
        ztunnel: { rollingUpdate: { maxUnavailable: '10%' } },
      }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB133 at mesh/AmbientMesh/IstioCni
  found cni.rollingUpdate {"maxUnavailable":0}
  expected one of maxSurge and maxUnavailable above zero, the other zero: Kubernetes takes nothing else
  cure: set the other one to zero

error AMB133 at mesh/AmbientMesh/Ztunnel
  found ztunnel.rollingUpdate {"maxSurge":1,"maxUnavailable":"10%"}
  expected one of maxSurge and maxUnavailable above zero, the other zero: Kubernetes takes nothing else
  cure: set the other one to zero
`));

  test('fails for what is no quantity', () =>
    expect(
      meshFindings({
        istiod: { resources: { requests: { memory: '2 GB' } } },
        cni: { resources: { limits: { cpu: '1e' } } },
      }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB134 at mesh/AmbientMesh/IstioCni
  found cni.resources.limits.cpu "1e"
  expected a Kubernetes quantity
  cure: write CPU as in 100m or 2, memory as in 128Mi or 1Gi

error AMB134 at mesh/AmbientMesh/Istiod
  found istiod.resources.requests.memory "2 GB"
  expected a Kubernetes quantity
  cure: write CPU as in 100m or 2, memory as in 128Mi or 1Gi
`));

  test('fails for requests above limits', () =>
    expect(
      meshFindings({
        proxy: { resources: { requests: { cpu: '3' } } },
        ztunnel: { resources: { limits: { memory: '256Mi' } } },
      }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB135 at mesh/AmbientMesh/Istiod
  found proxy.resources requesting cpu 3 above 2000m
  expected requests within the limits; what is not set keeps its default
  cure: raise the limit, lower the request, or take the limit away with null

error AMB135 at mesh/AmbientMesh/Ztunnel
  found ztunnel.resources requesting memory 512Mi above 256Mi
  expected requests within the limits; what is not set keeps its default
  cure: raise the limit, lower the request, or take the limit away with null
`));

  test('fails for variables that props set', () =>
    expect(
      meshFindings({
        istiod: { env: { CLUSTER_ID: 'east' } },
        cni: { env: { NODE_NAME: 'a' } },
        ztunnel: { env: { RUST_LOG: 'debug' } },
      }),
    ).toMatchInlineSnapshot(`
3 errors

error AMB140 at mesh/AmbientMesh/IstioCni
  found cni.env NODE_NAME
  expected variables that no other prop sets
  cure: leave them out of env, and set the prop that they stand for where there is one

error AMB140 at mesh/AmbientMesh/Istiod
  found istiod.env CLUSTER_ID
  expected variables that no other prop sets
  cure: leave them out of env, and set the prop that they stand for where there is one

error AMB140 at mesh/AmbientMesh/Ztunnel
  found ztunnel.env RUST_LOG
  expected variables that no other prop sets
  cure: leave them out of env, and set the prop that they stand for where there is one
`));

  test('fails for half a seccomp profile', () =>
    expect(
      meshFindings({
        istiod: { seccompProfile: { type: 'Localhost' } },
        gateways: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'a.json' } },
        cni: { seccompProfile: { type: 'Localhost' } },
      }),
    ).toMatchInlineSnapshot(`
3 errors

error AMB142 at mesh/AmbientMesh/IstioCni
  found cni.seccompProfile {"type":"Localhost"}
  expected localhostProfile with the type Localhost, and only with it
  cure: set { type: 'RuntimeDefault' }, or give the path of the profile on the node

error AMB142 at mesh/AmbientMesh/Istiod
  found gateways.seccompProfile {"type":"RuntimeDefault","localhostProfile":"a.json"}
  expected localhostProfile with the type Localhost, and only with it
  cure: set { type: 'RuntimeDefault' }, or give the path of the profile on the node

error AMB142 at mesh/AmbientMesh/Istiod
  found istiod.seccompProfile {"type":"Localhost"}
  expected localhostProfile with the type Localhost, and only with it
  cure: set { type: 'RuntimeDefault' }, or give the path of the profile on the node
`));

  test('fails for two IP families in a single stack', () =>
    expect(
      meshFindings({ istiod: { ipFamilyPolicy: 'SingleStack', ipFamilies: ['IPv4', 'IPv6'] } }),
    ).toMatchInlineSnapshot(`
1 error

error AMB143 at mesh/AmbientMesh/Istiod
  found istiod.ipFamilies IPv4, IPv6 with the policy SingleStack
  expected one family, or a policy of two
  cure: set ipFamilyPolicy to PreferDualStack or RequireDualStack
`));

  test('fails for a trace sampling above all requests', () =>
    expect(meshFindings({ istiod: { traceSampling: 101 } })).toMatchInlineSnapshot(`
1 error

error AMB144 at mesh/AmbientMesh/Istiod
  found istiod.traceSampling 101
  expected a percentage from 0 to 100
  cure: set it to 100 to trace every request
`));

  test('fails for a duration without unit', () =>
    expect(meshFindings({ istiod: { keepaliveMaxServerConnectionAge: '30' } })).toMatchInlineSnapshot(`
1 error

error AMB145 at mesh/AmbientMesh/Istiod
  found istiod.keepaliveMaxServerConnectionAge "30"
  expected a duration with a unit
  cure: write it as in 30m or 1h30m
`));

  test('warns of a budget that blocks every drain', () =>
    expect(meshFindings({ istiod: { autoscaleMin: 2, pdbMinAvailable: 2 } })).toMatchInlineSnapshot(`
1 warning

warning AMB132 at mesh/AmbientMesh/Istiod
  found istiod.pdbMinAvailable 2 of 2 replicas
  expected fewer than there are replicas: otherwise no node with istiod can be drained
  cure: set it to 1, or set pdbMaxUnavailable instead
`));

  test('warns of an untaint controller that is not switched on', () =>
    expect(meshFindings({ version: '1.29.8', istiod: { taintEnabled: true } })).toMatchInlineSnapshot(`
2 warnings

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.29.8, whose support ended on 2026-10-12
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1

warning AMB141 at mesh/AmbientMesh/Istiod
  found istiod.taintEnabled on Istio 1.29.8 without PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS
  expected the variable too: up to 1.29 the setting only grants the rights
  cure: set istiod.env to { PILOT_ENABLE_NODE_UNTAINT_CONTROLLERS: 'true' }
`));

  test('fails for a certificate provider that is gone', () =>
    expect(meshFindings({ istiod: { pilotCertProvider: 'kubernetes' } })).toMatchInlineSnapshot(`
1 error, 1 warning

error AMB146 at mesh/AmbientMesh/Istiod
  found istiod.pilotCertProvider "kubernetes"
  expected istiod, custom, none, or a signer as in k8s.io/<signer>: Istio no longer serves this one
  cure: leave it out, or name the signer

warning AMB148 at mesh/AmbientMesh/Istiod
  found istiod.certSigners with no names, where istiod approves certificate requests
  expected the signers that it may approve for: without names it may for all
  cure: name them, as in certSigners: ['clusterissuers.cert-manager.io/istio-ca']
`));

  test('fails for an istiod with ambient mode off', () =>
    expect(meshFindings({ istiod: { env: { PILOT_ENABLE_AMBIENT: 'false' } } })).toMatchInlineSnapshot(`
1 error

error AMB147 at mesh/AmbientMesh/Istiod
  found istiod.env PILOT_ENABLE_AMBIENT "false"
  expected an istiod that serves ztunnel and waypoints: this is an ambient mesh
  cure: leave it out of env
`));

  test('warns of a right to approve for every signer', () =>
    expect(meshFindings({ istiod: { pilotCertProvider: 'k8s.io/example.com/signer' } })).toMatchInlineSnapshot(`
1 warning

warning AMB148 at mesh/AmbientMesh/Istiod
  found istiod.certSigners with no names, where istiod approves certificate requests
  expected the signers that it may approve for: without names it may for all
  cure: name them, as in certSigners: ['clusterissuers.cert-manager.io/istio-ca']
`));
});
