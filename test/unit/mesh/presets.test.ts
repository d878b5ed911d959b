import { formatFindings } from '../../../lib/core/findings';
import { development, laptop, PRESETS, type PresetName, production, withPreset } from '../../../lib/mesh/presets';
import { resolveMesh } from '../../../lib/mesh/spec';
import { type IstioVersion, VERSIONS } from '../../../lib/mesh/versions';
import { App } from '../../../lib/rules/app';
import { AmbientSystem } from '../../../lib/stacks/system';
import { meshChanges } from '../../support/mesh-changes';
import { meshFindings } from '../../support/mesh-findings';
import { synthMesh } from '../../support/synth-mesh';

const NAMES = Object.keys(PRESETS) as PresetName[];
const SUPPORTED = VERSIONS.filter(({ status }) => status === 'supported');

test.each(NAMES)('the preset %s changes what it should', name => {
  expect(meshChanges(PRESETS[name])).toMatchSnapshot();
});

describe.each(NAMES)('the preset %s', name => {
  test.each(SUPPORTED.map(({ latest }) => latest as IstioVersion))('has no findings on %s', version => {
    expect(meshFindings(withPreset(PRESETS[name], { version }))).toBe('');
  });

  test('makes a system without findings', () => {
    const app = new App();
    const system = new AmbientSystem(app, { mesh: PRESETS[name] });
    system.addGateway({
      name: 'edge',
      namespace: 'edge',
      listeners: [{ name: 'http', protocol: 'HTTP', port: 80 }],
    });
    expect(formatFindings(app.synthesized().findings)).toBe('');
  });
});

test.each([
  ['laptop', '1.28.10'],
  ['laptop', '1.29.8'],
  ['development', '1.28.10'],
  ['development', '1.29.8'],
  ['production', '1.29.8'],
] as const)('%s is only warned of the end of %s', (name, version) => {
  expect(meshFindings(withPreset(PRESETS[name], { version }))).toMatch(/^1 warning\n\nwarning AMB101 .*(\n {2}.*)*$/);
});

test('fails on 1.28 where NetworkPolicies are wanted, and passes without them', () => {
  const version = '1.28.10';
  expect(meshFindings(withPreset(production, { version }))).toMatchInlineSnapshot(`
1 error, 1 warning

error AMB102 at mesh/AmbientMesh/Istiod
  found networkPolicies on Istio 1.28.10
  expected Istio 1.29 or later, which knows it
  cure: set version to 1.29.8 or later, or leave out networkPolicies

warning AMB101 at mesh/AmbientMesh/Istiod
  found Istio 1.28.10, whose support ended on 2026-07-01
  expected a minor that still gets fixes: 1.30, 1.31
  cure: upgrade one minor at a time, up to 1.31.1
`);
  expect(meshFindings(withPreset(production, { version, networkPolicies: false }))).not.toMatch(/^error/m);
});

test('fails where what is laid over a preset does not fit it', () => {
  const small = { istiod: { resources: { limits: { memory: '1Gi' } }, autoscaleMax: 1 } };
  expect(meshFindings(withPreset(production, small))).toMatchInlineSnapshot(`
2 errors

error AMB130 at mesh/AmbientMesh/Istiod
  found istiod.autoscaleMin 2 and autoscaleMax 1
  expected whole numbers from 1 up, the first not above the second
  cure: change one of them, or set autoscaleEnabled to false and replicaCount to the number you want

error AMB135 at mesh/AmbientMesh/Istiod
  found istiod.resources requesting memory 2048Mi above 1Gi
  expected requests within the limits; what is not set keeps its default
  cure: raise the limit, lower the request, or take the limit away with null
`);
});

test('laptop asks for no more than a machine has to spare', () => {
  const { istiod, cni, ztunnel, proxy } = resolveMesh(laptop);
  expect([istiod, cni, ztunnel, proxy].map(({ resources }) => resources.requests)).toEqual([
    { cpu: '100m', memory: '128Mi' },
    { cpu: '100m', memory: '128Mi' },
    { cpu: '50m', memory: '64Mi' },
    { cpu: '50m', memory: '64Mi' },
  ]);
  expect(istiod.telemetryEnabled).toBe(false);
});

test('a drain may always take one istiod of production', () => {
  const find = (kind: string) => synthMesh(production).find(object => object.kind === kind)?.spec;
  expect(find('PodDisruptionBudget')).toMatchObject({ minAvailable: 1 });
  expect(find('HorizontalPodAutoscaler')).toMatchObject({ minReplicas: 2 });
});

describe('withPreset', () => {
  test('lays props over a preset at every depth', () => {
    const { istiod } = withPreset(laptop, { istiod: { resources: { requests: { memory: '1Gi' } } } });
    expect(istiod?.resources).toEqual({ requests: { cpu: '100m', memory: '1Gi' } });
    expect(istiod?.autoscaleEnabled).toBe(false);
  });

  test('lays one preset over another', () => {
    const both = withPreset(production, development);
    expect(both.networkPolicies).toBe(true);
    expect(both.istiod?.enableAnalysis).toBe(true);
  });

  test('leaves the preset as it is', () => {
    const before = structuredClone(production);
    withPreset(production, { istiod: { autoscaleMin: 4 } });
    expect(production).toEqual(before);
  });
});
