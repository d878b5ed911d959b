import { parse } from 'yaml';
import { FluxDelivery } from '../../../../lib/mesh/delivery/flux';
import { GO_YAML } from '../../../../lib/mesh/delivery/go-yaml';
import { HelmDelivery } from '../../../../lib/mesh/delivery/helm';
import { SailDelivery } from '../../../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';
import { findingsOf } from '../../../support/findings';
import { meshFindings } from '../../../support/mesh-findings';

const DELIVERIES = { helm: HelmDelivery, flux: FluxDelivery, sail: SailDelivery };

/** What a delivery says of the texts of a mesh. */
function refused(props: AmbientMeshProps, delivery: keyof typeof DELIVERIES = 'flux'): string[] {
  const mesh = resolveMesh({ version: '1.30.3', ...props });
  const findings = findingsOf(chart => new DELIVERIES[delivery](chart, 'Mesh', { mesh, helmExecutable: '/none' }));
  return findings.match(/(?<=AMB191 .*\n {2}found ).*/g) ?? [];
}

describe('a text that the official charts paste into YAML', () => {
  test.each(['helm', 'flux', 'sail'] as const)('fails by %s where it would be a number there', delivery =>
    expect(refused({ clusterName: '0123' }, delivery)).toEqual(['clusterName "0123"']),
  );

  test('is quoted in manifests', () => expect(meshFindings({ version: '1.30.3', clusterName: '0123' })).toBe(''));

  test('fails for a namespace that is a word of YAML, where the charts do not quote it', () => {
    const found = (version: AmbientMeshProps['version']) => refused({ version, namespace: 'n' });
    const namespaces = ['cni.namespace "n"', 'namespace "n"', 'ztunnel.namespace "n"'];
    expect([found('1.28.10'), found('1.29.6'), found('1.30.3'), found('1.31.1')]).toEqual([
      namespaces,
      namespaces,
      namespaces,
      [],
    ]);
  });

  test('fails with what is wrong, for each prop', () =>
    expect(
      refused({
        version: '1.31.1',
        revision: '123',
        revisionTags: ['prod', 'yes'],
        imagePullSecrets: ['1e3'],
        readerServiceAccount: { name: 'off', namespace: 'istio-system' },
        meshId: 'a "mesh"',
        clusterName: 'C:\\one # two',
        clusterDomain: '10',
        caAddress: '[::1]:15012',
        trustBundleName: 'null',
        tokenAudience: 'true',
        logLevel: 'default: debug',
        istiod: {
          trafficDistribution: '~',
          validationUrl: '@host',
          pilotCertProvider: '0x1f',
          taintNamespace: 'a: b',
          podLabels: { n: 'a', team: '0123' },
          deploymentLabels: { '1': 'a' },
          env: { A: '{"json": true}', B: 'two words', C: 'first\nsecond' },
        },
        cni: {
          cniBinDir: '- a',
          cniConfDir: '*a',
          cniConfFileName: '10',
          cniNetnsDir: '2001-12-14',
          logLevel: 'a # b',
          env: { Y: 'a', N2: 'b' },
        },
        ztunnel: { xdsAddress: '{a}', resourceName: 'no', env: { A: '\\d' } },
      }),
    ).toMatchInlineSnapshot(`
[
  caAddress "[::1]:15012",
  clusterDomain "10",
  clusterName "C:\\\\one # two",
  clusterName "C:\\\\one # two",
  cni.cniBinDir "- a",
  cni.cniConfDir "*a",
  cni.cniConfFileName "10",
  cni.cniNetnsDir "2001-12-14",
  cni.env "Y",
  cni.logLevel "a # b",
  imagePullSecrets "1e3",
  istiod.deploymentLabels "1",
  istiod.env "{\\"json\\": true}", "first\\nsecond",
  istiod.pilotCertProvider "0x1f",
  istiod.podLabels "n",
  istiod.taintNamespace "a: b",
  istiod.trafficDistribution "~",
  istiod.validationUrl "@host",
  logLevel "default: debug",
  meshId "a \\"mesh\\"",
  readerServiceAccount "off",
  revision "123",
  revisionTags "yes",
  tokenAudience "true",
  trustBundleName "null",
  ztunnel.env "\\\\d",
  ztunnel.resourceName "no",
  ztunnel.xdsAddress "{a}",
]
`));

  test('says in full what to do', () =>
    expect(
      findingsOf(chart => new FluxDelivery(chart, 'Flux', { mesh: resolveMesh({ logLevel: 'a # b' }) })),
    ).toMatchInlineSnapshot(`
1 error

error AMB191 at mesh/Flux
  found logLevel "a # b"
  expected a text that is still itself as --log_output_level=TEXT in YAML: so the official charts write it
  cure: choose another text, or the delivery manifests, which quotes it
`));

  test('is left alone where YAML keeps it', () =>
    expect(
      refused({
        revision: '1-31-1',
        revisionTags: ['e-1', 'e1', 'nn'],
        clusterName: 'eks_1:prod',
        clusterDomain: 'cluster.local',
        caAddress: '10.0.0.1:15012',
        logLevel: 'default:debug,ads:info',
        istiod: { podLabels: { team: 'n' }, env: { A: "it's", B: '0123', C: 'a # b: {{ c }}', D: '' } },
        cni: { cniBinDir: '/var/lib/cni/bin', cniConfFileName: '10-calico.conflist' },
      }),
    ).toEqual([]));
});

test('YAML is read as Go reads it', () =>
  expect(parse('[n, Yes, 0123, 1e3, .5e1, 1_0, e-1, e1, 1:30, 1-31-1, ~]', GO_YAML)).toEqual([
    false,
    true,
    83,
    1000,
    5,
    10,
    'e-1',
    'e1',
    '1:30',
    '1-31-1',
    null,
  ]));
