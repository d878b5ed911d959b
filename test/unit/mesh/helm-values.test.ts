import { parse } from 'yaml';
import { toHelmValues } from '../../../lib/mesh/delivery/helm-values';
import { type AmbientMeshProps, resolveMesh } from '../../../lib/mesh/spec';
import { mergedOver } from '../../../lib/mesh/spec/with-defaults';
import { CHART_CASES } from '../../support/reference/chart-cases';
import { describeWithShared, readShared } from '../../support/shared';

type Json = Record<string, unknown>;
type Chart = 'base' | 'cni' | 'istiod' | 'ztunnel';

const CHARTS: readonly Chart[] = ['base', 'cni', 'istiod', 'ztunnel'];
const valuesOf = (props: AmbientMeshProps) => toHelmValues(resolveMesh(props));

/** Values by their paths. What stands below `pilot` or `cni` the charts take as if it stood at the top. */
function paths(value: unknown, path = ''): Map<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
    return new Map(path === '' ? [] : [[path.replace(/^(pilot|cni)\./, ''), JSON.stringify(value)]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, child]) => [...paths(child, path === '' ? key : `${path}.${key}`)]),
  );
}

/** Where values may differ from a case's and mean the same, with the reason. */
const EQUIVALENT: readonly { why: string; chart: Chart; path: RegExp; side: 'case' | 'ours' }[] = [
  ...CHARTS.map(chart => ({
    why: 'the references were rendered with it too',
    chart,
    path: /^profile$/,
    side: 'ours' as const,
  })),
  { why: 'the references were rendered with it too', chart: 'cni', path: /^global\.(hub|tag)$/, side: 'ours' },
  { why: 'the references were rendered with it too', chart: 'istiod', path: /^global\.(hub|tag)$/, side: 'ours' },
  { why: 'the references were rendered with it too', chart: 'ztunnel', path: /^(hub|tag)$/, side: 'ours' },
  { why: 'the chart finds the same without a cluster to ask', chart: 'cni', path: /^cniBinDir$/, side: 'ours' },
  { why: 'names the platform that the case names globally', chart: 'ztunnel', path: /^platform$/, side: 'ours' },
  {
    why: 'the chart base reads no more of a global value than the secrets',
    chart: 'base',
    path: /^(revision|global\.(?!imagePullSecrets).*)$/,
    side: 'case',
  },
  { why: 'the chart does not read it', chart: 'cni', path: /^global\.priorityClassName$/, side: 'case' },
  {
    why: 'the chart has its own in place of it',
    chart: 'ztunnel',
    path: /^global\.(?!networkPolicy).*$/,
    side: 'case',
  },
  { why: 'default of the chart: 100m', chart: 'cni', path: /^resources\.requests\.cpu$/, side: 'case' },
  { why: 'default of the chart: 1', chart: 'istiod', path: /^replicaCount$/, side: 'case' },
  {
    why: 'default of the chart: 0',
    chart: 'ztunnel',
    path: /^updateStrategy\.rollingUpdate\.maxUnavailable$/,
    side: 'case',
  },
];

function valueDifferences(chart: Chart, ours: Map<string, string>, theirs: Map<string, string>): string[] {
  return [...new Set([...ours.keys(), ...theirs.keys()])]
    .filter(path => ours.get(path) !== theirs.get(path))
    .filter(path => {
      const side = ours.has(path) ? 'ours' : 'case';
      const both = ours.has(path) && theirs.has(path);
      return both || !EQUIVALENT.some(entry => entry.chart === chart && entry.side === side && entry.path.test(path));
    })
    .map(path => `${chart} ${path}: ours ${ours.get(path)}, case ${theirs.get(path)}`);
}

describeWithShared('toHelmValues', () => {
  test.each(Object.keys(CHART_CASES))('gives the values of the case %s', name => {
    const cases = parse(readShared('reference', 'charts', 'cases.yaml')) as Record<
      string,
      { values?: Record<string, Json> }
    >;
    const given = cases[name].values ?? {};
    const ours = valuesOf(CHART_CASES[name]);
    expect(
      CHARTS.flatMap(chart =>
        valueDifferences(chart, paths(ours[chart]), paths(mergedOver(given.shared ?? {}, given[chart] ?? {}))),
      ),
    ).toEqual([]);
  });
});

describe('toHelmValues', () => {
  test('gives no more than profile, registry and tag for a mesh without props', () => {
    const images = { global: { hub: 'docker.io/istio', tag: '1.31.1' } };
    expect(valuesOf({})).toEqual({
      base: { profile: 'ambient' },
      cni: { profile: 'ambient', ...images },
      istiod: { profile: 'ambient', ...images },
      ztunnel: { profile: 'ambient', hub: 'docker.io/istio', tag: '1.31.1' },
    });
  });

  test('takes a default away with null', () => {
    expect(valuesOf({ ztunnel: { resources: { requests: { memory: null } } } }).ztunnel).toMatchObject({
      resources: { requests: { memory: null } },
    });
  });

  test('tells istiod where ztunnel is and the untaint controller where istio-cni is', () => {
    const props = {
      istiod: { taintEnabled: true },
      cni: { namespace: 'kube-system' },
      ztunnel: { namespace: 'zt', resourceName: 'blue' },
    };
    expect(valuesOf(props).istiod).toMatchObject({
      trustedZtunnelNamespace: 'zt',
      trustedZtunnelName: 'blue',
      taint: { enabled: true, namespace: 'kube-system' },
    });
  });

  test('writes the switch of trust bundles as the boolean that the charts compare it with', () => {
    const env = { ENABLE_CLUSTER_TRUST_BUNDLE_API: 'true', OTHER: 'true' };
    const values = valuesOf({ istiod: { env }, ztunnel: { env } });
    expect([values.istiod.env, values.ztunnel.env]).toEqual([
      { ENABLE_CLUSTER_TRUST_BUNDLE_API: true, OTHER: 'true' },
      { ENABLE_CLUSTER_TRUST_BUNDLE_API: true, OTHER: 'true' },
    ]);
  });

  test('sets the webhook of the default revision and that of the own one alike', () => {
    const values = valuesOf({ istiod: { validationFailurePolicy: 'Fail' } });
    expect([values.base.base, values.istiod.base]).toEqual([
      { validationFailurePolicy: 'Fail' },
      { validationFailurePolicy: 'Fail' },
    ]);
  });
});

test('the switch of trust bundles is a boolean, which the charts compare it with', () => {
  const env = (value: string) => ({ env: { ENABLE_CLUSTER_TRUST_BUNDLE_API: value } });
  const { istiod, ztunnel } = valuesOf({ istiod: env('true'), ztunnel: env('false') });
  expect([istiod.env, ztunnel.env]).toEqual([
    { ENABLE_CLUSTER_TRUST_BUNDLE_API: true },
    { ENABLE_CLUSTER_TRUST_BUNDLE_API: false },
  ]);
});

test('braces in init containers are written so that the chart, which runs them as a template, leaves them alone', () => {
  const initContainers = [{ name: 'wait', image: 'busybox', args: ['{{ .Values.tag }}', '{"a":{"b":"{{{"}}'] }];
  expect(valuesOf({ istiod: { initContainers } }).istiod.initContainers).toEqual([
    { name: 'wait', image: 'busybox', args: ['{{`{{`}} .Values.tag }}', '{"a":{"b":"{{`{{`}}{"}}'] },
  ]);
});
