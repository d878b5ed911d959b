import { toKubeGatewayTemplate } from '../../../../lib/mesh/injector/kube-gateway';
import { toWaypointTemplate } from '../../../../lib/mesh/injector/waypoint';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';

const TEMPLATES = { 'kube-gateway': toKubeGatewayTemplate, waypoint: toWaypointTemplate };

type TemplateName = keyof typeof TEMPLATES;

const NAMES = Object.keys(TEMPLATES) as TemplateName[];

/** The lines of a template that are not in the default's. */
function newLines(name: TemplateName, props: AmbientMeshProps): string[] {
  const known = new Set(TEMPLATES[name](resolveMesh()).split('\n'));
  return TEMPLATES[name](resolveMesh(props))
    .split('\n')
    .filter(line => !known.has(line))
    .map(line => line.trim());
}

test("only waypoints carry istiod's root along where another signs", () => {
  const holders = NAMES.filter(name =>
    TEMPLATES[name](resolveMesh({ istiod: { pilotCertProvider: 'custom' } })).includes('istiod-ca-cert'),
  );
  expect(holders).toEqual(['waypoint']);
});

describe.each(NAMES)('the template %s', name => {
  test('is what a mesh without props deploys', () => {
    expect(TEMPLATES[name](resolveMesh())).toMatchSnapshot();
  });

  test('takes nothing from the values that was known when it was made', () => {
    expect(TEMPLATES[name](resolveMesh())).not.toContain('.Values');
  });

  test('names istiod, revision and cluster of its mesh', () => {
    const props = { revision: 'canary', namespace: 'mesh', clusterName: 'east', clusterDomain: 'corp.example' };
    expect(newLines(name, props)).toEqual([
      expect.stringContaining('(strdict "istio.io/rev" "canary" '),
      '- $(POD_NAMESPACE).svc.corp.example',
      'value: istiod-canary.mesh.svc:15012',
      'value: east',
    ]);
  });

  test('asks for certificates where the mesh says', () => {
    expect(newLines(name, { caAddress: 'istio-csr.cert-manager.svc:443' })).toEqual([
      'value: istio-csr.cert-manager.svc:443',
    ]);
  });

  test('names who signs where that is not istiod', () => {
    const signed = newLines(name, { istiod: { pilotCertProvider: 'k8s.io/example.com/signer' } });
    expect(signed).toEqual(['value: k8s.io/example.com/signer']);
  });

  test("prefers the network that a Gateway is labelled with to the mesh's", () => {
    expect(newLines(name, { network: 'east', meshId: 'one' })).toEqual([
      '{{- $network := $labelledNetwork | default "east" }}',
      'value: one',
    ]);
  });

  test('takes a whole image reference as it is', () => {
    expect(newLines(name, { proxy: { image: 'registry.example.com/proxy@sha256:0' } })).toEqual([
      '{{- $image := annotation .ObjectMeta "sidecar.istio.io/proxyImage" "registry.example.com/proxy@sha256:0" }}',
    ]);
  });

  test('reads the root certificate where the mesh keeps it', () => {
    const bundle = { istiod: { env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true' } } };
    expect(newLines(name, { trustBundleName: 'roots' })).toEqual(['name: roots']);
    expect(newLines(name, bundle)).toEqual([
      '- clusterTrustBundle:',
      'name: istio.io:istiod-ca:root-cert',
      'path: root-cert.pem',
    ]);
    expect(newLines(name, { ...bundle, trustBundleName: 'roots' })).toContain('name: istio.io:istiod-ca:roots');
  });

  test('leaves the divisor of limits to the API before 1.29', () => {
    const divisors = (version: '1.28.10' | '1.29.6') =>
      TEMPLATES[name](resolveMesh({ version }))
        .split('\n')
        .filter(line => line.trim() === 'divisor: "1"');
    expect(divisors('1.28.10')).toHaveLength(0);
    expect(divisors('1.29.6')).toHaveLength(3);
  });

  test('does not let istiod run what a prop says', () => {
    expect(newLines(name, { clusterName: '{{ fail "a" }}', logLevel: '" | fail "b' })).toEqual([
      '- {{ annotation .ObjectMeta "sidecar.istio.io/agentLogLevel" "\\" | fail \\"b" | quote }}',
      'value: "{{ "{{" }} fail \\"a\\" }}"',
    ]);
  });
});

describe('the template kube-gateway', () => {
  test('holds the certificates that GKE issues, where they are used', () => {
    expect(newLines('kube-gateway', { caName: 'GkeWorkloadCertificate' })).toEqual([
      '- name: gke-workload-certificate',
      'readOnly: true',
      '- name: gke-workload-certificate',
      'csi:',
      'driver: workloadcertificates.security.cloud.google.com',
    ]);
  });

  test('lets pods pass Pod Security restricted, unless their whole security context is given', () => {
    const seccompProfile = { type: 'RuntimeDefault' } as const;
    expect(newLines('kube-gateway', { gateways: { seccompProfile } })).toEqual([
      'seccompProfile:',
      'type: RuntimeDefault',
    ]);
    expect(
      newLines('kube-gateway', { gateways: { seccompProfile, securityContext: { runAsNonRoot: false } } }),
    ).toEqual(['runAsNonRoot: false']);
  });

  test("asks for tokens of the mesh's audience, which the waypoint does not", () => {
    expect(newLines('kube-gateway', { tokenAudience: 'other-ca' })).toEqual(['audience: other-ca']);
    expect(newLines('waypoint', { tokenAudience: 'other-ca' })).toEqual([]);
  });
});

describe('the template waypoint', () => {
  test('leaves users to OpenShift', () => {
    const text = toWaypointTemplate(resolveMesh({ platform: 'openshift' }));
    expect(text).not.toContain('runAsUser');
    expect(text).not.toContain('runAsGroup');
  });

  test('lets pods pass Pod Security restricted', () => {
    expect(newLines('waypoint', { gateways: { seccompProfile: { type: 'RuntimeDefault' } } })).toEqual([
      'seccompProfile:',
      'type: RuntimeDefault',
    ]);
  });
});
