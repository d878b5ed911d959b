import type { IstioVersion } from '../../../lib/mesh/versions';
import { meshFindings } from '../../support/mesh-findings';

describe('AmbientMesh', () => {
  test('has nothing to say about a mesh without props', () => expect(meshFindings({})).toBe(''));

  test('fails for a version that does not exist', () =>
    expect(meshFindings({ version: '1.27.3' as IstioVersion })).toMatchInlineSnapshot(`
1 error

error AMB100 at mesh/AmbientMesh/Istiod
  found version "1.27.3"
  expected a full version of 1.28, 1.29, 1.30, 1.31
  cure: write it as 1.31.1
`));

  test('fails for a version without a patch', () =>
    expect(meshFindings({ version: '1.31' as IstioVersion })).toMatchInlineSnapshot(`
1 error

error AMB100 at mesh/AmbientMesh/Istiod
  found version "1.31"
  expected a full version of 1.28, 1.29, 1.30, 1.31
  cure: write it as 1.31.1
`));

  test('fails for networkPolicies before 1.29', () =>
    expect(meshFindings({ version: '1.28.10', networkPolicies: true })).toMatchInlineSnapshot(`
1 error, 1 warning

error AMB102 at mesh/AmbientMesh/Istiod
  found networkPolicies on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out networkPolicies

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`));

  test('fails for a grace period of istio-cni before 1.29', () =>
    expect(meshFindings({ version: '1.28.10', cni: { terminationGracePeriodSeconds: 10 } })).toMatchInlineSnapshot(`
1 error, 1 warning

error AMB102 at mesh/AmbientMesh/Istiod
  found cni.terminationGracePeriodSeconds on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out cni.terminationGracePeriodSeconds

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`));

  test('fails for revocation lists before 1.29', () =>
    expect(
      meshFindings({ version: '1.28.10', istiod: { crlConfigMapName: 'revoked' }, ztunnel: { peerCaCrl: true } }),
    ).toMatchInlineSnapshot(`
2 errors, 1 warning

error AMB102 at mesh/AmbientMesh/Istiod
  found istiod.crlConfigMapName on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out istiod.crlConfigMapName

error AMB102 at mesh/AmbientMesh/Istiod
  found ztunnel.peerCaCrl on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out ztunnel.peerCaCrl

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`));

  test('fails for what only 1.30 and later know', () =>
    expect(
      meshFindings({
        version: '1.29.8',
        readerRbac: false,
        istiod: { taintName: 'example.com/wait' },
        cni: { useAppArmorAnnotation: false },
        ztunnel: { dnsPolicy: 'Default', dnsConfig: { searches: ['example.com'] } },
      }),
    ).toMatchInlineSnapshot(`
5 errors, 1 warning

error AMB102 at mesh/AmbientMesh/Istiod
  found cni.useAppArmorAnnotation on Istio 1.29.8
  expected Istio 1.30 or later, which knows it
  cure: set version to 1.30.5 or later, or leave out cni.useAppArmorAnnotation

error AMB102 at mesh/AmbientMesh/Istiod
  found istiod.taintName on Istio 1.29.8
  expected Istio 1.30 or later, which knows it
  cure: set version to 1.30.5 or later, or leave out istiod.taintName

error AMB102 at mesh/AmbientMesh/Istiod
  found readerRbac on Istio 1.29.8
  expected Istio 1.30 or later, which knows it
  cure: set version to 1.30.5 or later, or leave out readerRbac

error AMB102 at mesh/AmbientMesh/Istiod
  found ztunnel.dnsConfig on Istio 1.29.8
  expected Istio 1.30 or later, which knows it
  cure: set version to 1.30.5 or later, or leave out ztunnel.dnsConfig

error AMB102 at mesh/AmbientMesh/Istiod
  found ztunnel.dnsPolicy on Istio 1.29.8
  expected Istio 1.30 or later, which knows it
  cure: set version to 1.30.5 or later, or leave out ztunnel.dnsPolicy

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.29.8, whose support ended on 2026-10-12
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`));

  test('fails for what only 1.31 and later know', () =>
    expect(
      meshFindings({
        version: '1.30.5',
        readerServiceAccount: { name: 'reader', namespace: 'istio-system' },
        istiod: { terminationMessagePolicy: 'File' },
      }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB102 at mesh/AmbientMesh/Istiod
  found istiod.terminationMessagePolicy on Istio 1.30.5
  expected Istio 1.31 or later, which knows it
  cure: set version to 1.31.1 or later, or leave out istiod.terminationMessagePolicy

error AMB102 at mesh/AmbientMesh/Istiod
  found readerServiceAccount on Istio 1.30.5
  expected Istio 1.31 or later, which knows it
  cure: set version to 1.31.1 or later, or leave out readerServiceAccount
`));

  test('fails for agents newer than istiod', () =>
    expect(
      meshFindings({ version: '1.30.5', cni: { tag: '1.31.1' }, ztunnel: { tag: '1.31.1' } }),
    ).toMatchInlineSnapshot(`
2 errors

error AMB103 at mesh/AmbientMesh/Istiod
  found cni 1.31.1 under istiod 1.30.5
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set cni.tag to a version that fits, or leave it out

error AMB103 at mesh/AmbientMesh/Istiod
  found ztunnel 1.31.1 under istiod 1.30.5
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set ztunnel.tag to a version that fits, or leave it out
`));

  test('fails for agents two minors older than istiod', () =>
    expect(meshFindings({ cni: { tag: '1.29.8' }, ztunnel: { tag: '1.29.8' } })).toMatchInlineSnapshot(`
2 errors

error AMB103 at mesh/AmbientMesh/Istiod
  found cni 1.29.8 under istiod 1.31.1
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set cni.tag to a version that fits, or leave it out

error AMB103 at mesh/AmbientMesh/Istiod
  found ztunnel 1.29.8 under istiod 1.31.1
  expected istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time
  cure: set ztunnel.tag to a version that fits, or leave it out
`));

  test('warns of a minor without support', () =>
    expect(meshFindings({ version: '1.28.10' })).toMatchInlineSnapshot(`
1 warning

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`));
});
