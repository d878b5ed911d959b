import type { AmbientMeshProps } from '../../../../lib/mesh/spec';
import { sailFindings } from '../../../support/sail-findings';

const SWITCH = { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } };
describe('a mesh that Sail cannot be told', () => {
  test('fails for every prop that Sail has no field for, by its name', () => {
    const props: AmbientMeshProps = {
      networkPolicies: true,
      readerServiceAccount: { name: 'reader', namespace: 'istio-system' },
      trustBundleName: 'roots',
      istiod: {
        validationFailurePolicy: 'Fail',
        initContainers: [{ name: 'first', image: 'a' }],
        terminationMessagePolicy: 'File',
        deploymentAnnotations: { a: 'b' },
        trafficDistribution: 'PreferClose',
        pdbMaxUnavailable: 1,
        pdbUnhealthyPodEvictionPolicy: 'AlwaysAllow',
      },
      cni: {
        enablementSelectors: [{ podSelector: { matchLabels: { a: 'b' } } }],
        shareHostNetworkNamespace: true,
        enableAmbientDetectionRetry: true,
        resourceQuotas: true,
        resourceQuotaPods: 7,
        rollingUpdate: { maxUnavailable: 2 },
        terminationGracePeriodSeconds: 7,
        tolerations: [],
        seLinuxOptions: { type: 'spc_t' },
      },
      ztunnel: { resourceName: 'zt', labels: { a: 'b' }, annotations: { a: 'b' } },
      gateways: { seccompProfile: { type: 'RuntimeDefault' }, securityContext: { runAsUser: 1 } },
      waypoint: { tolerations: [{ operator: 'Exists' }] },
    };
    expect(sailFindings(props)).toMatchInlineSnapshot(`
27 errors

error AMB102 at mesh/Sail
  found istiod.terminationMessagePolicy on Istio 1.30.3
  expected Istio 1.31 or later, which knows it
  cure: set version to 1.31.1 or later, or leave out istiod.terminationMessagePolicy

error AMB102 at mesh/Sail
  found readerServiceAccount on Istio 1.30.3
  expected Istio 1.31 or later, which knows it
  cure: set version to 1.31.1 or later, or leave out readerServiceAccount

error AMB187 at mesh/Sail
  found cni.enableAmbientDetectionRetry
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.enableAmbientDetectionRetry, or choose another delivery

error AMB187 at mesh/Sail
  found cni.enablementSelectors
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.enablementSelectors, or choose another delivery

error AMB187 at mesh/Sail
  found cni.resourceQuotaPods
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.resourceQuotaPods, or choose another delivery

error AMB187 at mesh/Sail
  found cni.resourceQuotas
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.resourceQuotas, or choose another delivery

error AMB187 at mesh/Sail
  found cni.rollingUpdate
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.rollingUpdate, or choose another delivery

error AMB187 at mesh/Sail
  found cni.seLinuxOptions
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.seLinuxOptions, or choose another delivery

error AMB187 at mesh/Sail
  found cni.shareHostNetworkNamespace
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.shareHostNetworkNamespace, or choose another delivery

error AMB187 at mesh/Sail
  found cni.terminationGracePeriodSeconds
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.terminationGracePeriodSeconds, or choose another delivery

error AMB187 at mesh/Sail
  found cni.tolerations
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out cni.tolerations, or choose another delivery

error AMB187 at mesh/Sail
  found gateways.seccompProfile
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out gateways.seccompProfile, or choose another delivery

error AMB187 at mesh/Sail
  found gateways.securityContext
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out gateways.securityContext, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.deploymentAnnotations
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.deploymentAnnotations, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.initContainers
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.initContainers, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.pdbMaxUnavailable
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.pdbMaxUnavailable, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.pdbUnhealthyPodEvictionPolicy
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.pdbUnhealthyPodEvictionPolicy, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.terminationMessagePolicy
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.terminationMessagePolicy, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.trafficDistribution
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.trafficDistribution, or choose another delivery

error AMB187 at mesh/Sail
  found istiod.validationFailurePolicy
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.validationFailurePolicy, or choose another delivery

error AMB187 at mesh/Sail
  found networkPolicies
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out networkPolicies, or choose another delivery

error AMB187 at mesh/Sail
  found readerServiceAccount
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out readerServiceAccount, or choose another delivery

error AMB187 at mesh/Sail
  found trustBundleName
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out trustBundleName, or choose another delivery

error AMB187 at mesh/Sail
  found waypoint.tolerations
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out waypoint.tolerations, or choose another delivery

error AMB187 at mesh/Sail
  found ztunnel.annotations
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out ztunnel.annotations, or choose another delivery

error AMB187 at mesh/Sail
  found ztunnel.labels
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out ztunnel.labels, or choose another delivery

error AMB187 at mesh/Sail
  found ztunnel.resourceName
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out ztunnel.resourceName, or choose another delivery
`);
  });

  test('fails for a budget by its least number', () => {
    expect(sailFindings({ istiod: { pdbMinAvailable: 2, autoscaleMin: 3 } })).toMatchInlineSnapshot(`
1 error

error AMB187 at mesh/Sail
  found istiod.pdbMinAvailable
  expected what Sail 1.30.3 can be told: it has no field for this
  cure: leave out istiod.pdbMinAvailable, or choose another delivery
`);
  });

  test('fails for mesh config that Sail does not know', () => {
    expect(sailFindings({ meshConfig: { unheardOf: true } as never })).toMatchInlineSnapshot(`
1 error

error AMB187 at mesh/Sail
  found meshConfig.unheardOf
  expected the mesh config that Sail 1.30.3 knows
  cure: leave it out, or choose another delivery
`);
  });

  test('fails for the switch of trust bundles, which is no text', () => {
    expect(sailFindings({ istiod: SWITCH, ztunnel: SWITCH })).toMatchInlineSnapshot(`
2 errors

error AMB187 at mesh/Sail
  found istiod.env.ENABLE_CLUSTER_TRUST_BUNDLE_API
  expected what Sail 1.30.3 can be told: the chart compares it with a boolean, and Sail takes texts alone
  cure: leave it out, or choose another delivery

error AMB187 at mesh/Sail
  found ztunnel.env.ENABLE_CLUSTER_TRUST_BUNDLE_API
  expected what Sail 1.30.3 can be told: the chart compares it with a boolean, and Sail takes texts alone
  cure: leave it out, or choose another delivery
`);
  });

  test('fails for a default that is taken away', () => {
    const resources = { requests: { memory: null } };
    expect(sailFindings({ ztunnel: { resources }, waypoint: { resources } })).toMatchInlineSnapshot(`
1 error

error AMB188 at mesh/Sail
  found null for waypoint.resources.requests.memory, ztunnel.resources.requests.memory
  expected values in place of defaults: an API server drops null before Sail sees it
  cure: give a value, or choose another delivery
`);
  });
});
