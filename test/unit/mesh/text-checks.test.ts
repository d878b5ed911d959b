import { meshFindings } from '../../support/mesh-findings';

describe('AmbientMesh', () => {
  test('fails for every text that says nothing', () => {
    const findings = meshFindings({
      tag: '',
      imagePullSecrets: ['mirror', ''],
      readerServiceAccount: { name: '', namespace: 'istio-system' },
      clusterName: '',
      clusterDomain: '',
      trustBundleName: '',
      tokenAudience: '',
      istiod: {
        tag: '',
        variant: '',
        priorityClassName: '',
        trafficDistribution: '',
        validationUrl: '',
        validationCABundle: '',
        jwksResolverExtraRootCA: '',
        crlConfigMapName: '',
        env: { MCS_API_GROUP: '', CA_TRUSTED_NODE_ACCOUNTS: '' },
      },
      cni: { tag: '', variant: '', logLevel: '', cniBinDir: '', cniConfDir: '', cniNetnsDir: '' },
      ztunnel: { tag: '', xdsAddress: '', resourceName: '' },
    });
    expect(findings.match(/(?<=AMB125 .*\n {2}found ).*/g)).toMatchInlineSnapshot(`
[
  clusterDomain "",
  clusterName "",
  cni.cniBinDir "",
  cni.cniConfDir "",
  cni.cniNetnsDir "",
  cni.logLevel "",
  cni.tag "",
  cni.variant "",
  imagePullSecrets "",
  istiod.crlConfigMapName "",
  istiod.env.CA_TRUSTED_NODE_ACCOUNTS "",
  istiod.env.MCS_API_GROUP "",
  istiod.jwksResolverExtraRootCA "",
  istiod.priorityClassName "",
  istiod.tag "",
  istiod.trafficDistribution "",
  istiod.validationCABundle "",
  istiod.validationUrl "",
  istiod.variant "",
  readerServiceAccount "",
  tag "",
  tokenAudience "",
  trustBundleName "",
  ztunnel.resourceName "",
  ztunnel.tag "",
  ztunnel.xdsAddress "",
]
`);
    expect(findings.split('\n\n')[1]).toMatchInlineSnapshot(`
error AMB125 at mesh/AmbientMesh/Istiod
  found clusterDomain ""
  expected a text
  cure: leave it out for the default, or write it
`);
  });

  test('takes texts that may be empty', () =>
    expect(
      meshFindings({
        variant: '',
        network: '',
        caAddress: '',
        logLevel: '',
        defaultRevision: '',
        cni: { cniConfFileName: '' },
        ztunnel: { variant: '', logLevel: '', env: { A: '' } },
      }),
    ).toBe(''));

  test('fails for numbers of zero that the charts would leave out', () =>
    expect(
      meshFindings({
        istiod: {
          autoscaleMin: 2,
          pdbMinAvailable: 0,
          pdbMaxUnavailable: 0,
          cpuTargetAverageUtilization: 0,
          memoryTargetAverageUtilization: 0,
        },
      }),
    ).toMatchInlineSnapshot(`
4 errors

error AMB136 at mesh/AmbientMesh/Istiod
  found istiod.cpuTargetAverageUtilization 0
  expected a number above zero
  cure: set it to 80

error AMB136 at mesh/AmbientMesh/Istiod
  found istiod.memoryTargetAverageUtilization 0
  expected a number above zero
  cure: leave it out: memory is not looked at then

error AMB136 at mesh/AmbientMesh/Istiod
  found istiod.pdbMaxUnavailable 0
  expected a number above zero
  cure: set it to 1: with none allowed no node with istiod could be drained

error AMB136 at mesh/AmbientMesh/Istiod
  found istiod.pdbMinAvailable 0
  expected a number above zero
  cure: set podDisruptionBudget to false, or say how many have to stay
`));

  test('fails for a switch of trust bundles that is neither on nor off', () =>
    expect(
      meshFindings({
        istiod: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: '1' } },
        ztunnel: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: '' } },
      }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB149 at mesh/AmbientMesh/Istiod
  found istiod.env ENABLE_CLUSTER_TRUST_BUNDLE_API "1"
  expected true or false: by it the root certificate is mounted from one place or another
  cure: write one of the two, in small letters

error AMB149 at mesh/AmbientMesh/Ztunnel
  found ztunnel.env ENABLE_CLUSTER_TRUST_BUNDLE_API ""
  expected true or false: by it the root certificate is mounted from one place or another
  cure: write one of the two, in small letters
`));
});
