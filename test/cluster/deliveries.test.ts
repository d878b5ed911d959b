import { join } from 'node:path';
import type { Chart } from 'cdk8s';
import { FluxDelivery } from '../../lib/mesh/delivery/flux';
import { SailDelivery } from '../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../lib/mesh/spec';
import { VERSIONS, type VersionRow } from '../../lib/mesh/versions';
import { toFluxStages } from '../../lib/stacks/kustomization';
import { findingsOf } from '../support/findings';
import { describeWithLab, LAB_START_MS, type Lab, startLab } from '../support/lab';
import { CHART_CASES } from '../support/reference/chart-cases';
import { SHARED } from '../support/shared';
import { type KubernetesObject, toYaml, unchecked } from '../support/synthesize';

const CRDS = ['flux', 'sail', 'olm'].map(set => join(SHARED, 'crds', set));
const CASES = Object.keys(CHART_CASES);

/** What Sail cannot be told of the cases of the charts. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'high-availability': ['istiod.pdbMinAvailable'],
  'network-policies': ['networkPolicies'],
  'cni-options': ['cni.resourceQuotaPods', 'cni.resourceQuotas', 'cni.rollingUpdate'],
  scheduling: ['istiod.deploymentAnnotations', 'ztunnel.annotations', 'ztunnel.labels'],
};

const meshOf = (name: string, { referenced }: VersionRow) =>
  resolveMesh({ ...CHART_CASES[name], version: referenced as AmbientMeshProps['version'] });

/** What of a mesh Sail cannot be told, by the findings. */
function refusedProps(build: (chart: Chart) => unknown): string[] {
  return [...findingsOf(build).matchAll(/AMB187 at .*\n {2}found (.*)/g)].map(([, prop]) => prop);
}

describeWithLab('an API server with the definitions of Flux, Sail and OLM', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ crds: CRDS });
    for (const name of ['flux-system', 'openshift-operators']) lab.kubectl(['create', 'namespace', name]);
  }, LAB_START_MS);
  afterAll(() => lab?.down());

  /** The server's verdict, with fields that it does not know refused. */
  const verdict = (objects: KubernetesObject[]) =>
    lab.attempt(['apply', '--server-side', '--dry-run=server', '--validate=strict', '-f', '-'], toYaml(objects));

  test.each(CASES)(
    'takes what Flux is told of the case %s, in every version',
    name => {
      for (const row of VERSIONS) {
        const charts = row === VERSIONS[0] ? 'oci://ghcr.io/istio/release/charts' : undefined;
        const objects = unchecked(chart => new FluxDelivery(chart, 'Flux', { mesh: meshOf(name, row), charts }));
        expect(verdict(objects)).toMatchObject({ code: 0, stderr: '' });
      }
    },
    60_000,
  );

  test('takes the stages by which Flux installs what needs definitions after the mesh', () => {
    expect(
      verdict(toFluxStages({ after: ['component-certs'], within: ['gateway-api'] }) as KubernetesObject[]),
    ).toMatchObject({
      code: 0,
      stderr: '',
    });
  });

  test('keeps what Flux is told to take away', () => {
    const mesh = resolveMesh({ ztunnel: { resources: { requests: { memory: null } } } });
    const objects = unchecked(chart => new FluxDelivery(chart, 'Flux', { mesh }));
    lab.kubectl(['apply', '--server-side', '-f', '-'], toYaml(objects));
    const path = 'jsonpath={.spec.values.resources.requests}';
    expect(lab.kubectl(['get', 'helmrelease', 'ztunnel', '-n', 'flux-system', '-o', path])).toBe('{"memory":null}');
    lab.kubectl(['delete', '-f', '-'], toYaml(objects));
  });

  describe.each(VERSIONS.slice(0, 3))('of Istio $minor', row => {
    const build = (name: string) => (chart: Chart) =>
      new SailDelivery(chart, 'Sail', { mesh: meshOf(name, row), subscription: {} });

    test.each(CASES.filter(name => REFUSED[name] === undefined))('takes what Sail is told of the case %s', name => {
      expect(refusedProps(build(name))).toEqual([]);
      expect(verdict(unchecked(build(name)))).toMatchObject({ code: 0, stderr: '' });
    });

    test.each(Object.keys(REFUSED))('refuses what Sail is not told of the case %s', name => {
      expect(refusedProps(build(name))).toEqual(REFUSED[name]);
      expect(verdict(unchecked(build(name)))).toMatchObject({
        code: 1,
        stderr: expect.stringMatching(/unknown field|field not declared/),
      });
    });
  });

  test('refuses a version that Sail is said to lack', () => {
    const objects = unchecked(chart => new SailDelivery(chart, 'Sail', { mesh: resolveMesh() }));
    expect(verdict(objects).stderr).toContain('spec.version: Unsupported value: "v1.31.1"');
  });
});
