import { VERSIONS } from '../../../lib/mesh/versions';
import { isApiDefault } from '../../support/reference/api-defaults';
import { chartCases, readChartReference } from '../../support/reference/charts';
import { differences } from '../../support/reference/differences';
import { type Mutant, mutants } from '../../support/reference/mutants';
import { describeWithShared } from '../../support/shared';

type Json = Record<string, unknown>;

/** Every object of every reference once. */
function everyObject(): Json[] {
  const objects = VERSIONS.flatMap(({ minor }) => chartCases(minor).flatMap(name => readChartReference(minor, name)));
  return [...new Map(objects.map(object => [JSON.stringify(object), object])).values()];
}

/** Changes after which an object is still the same to Kubernetes. Nothing else may go unnoticed. */
const MEANINGLESS: readonly { why: string; holds: (mutant: Mutant, kind: string) => boolean }[] = [
  {
    why: 'an absent field equals its API default',
    holds: ({ kind, path, value }, of) => kind === 'drop' && isApiDefault(of, path, value),
  },
  {
    why: 'an empty map equals none',
    holds: ({ kind, path, value }, of) =>
      kind === 'drop' &&
      JSON.stringify(value) === '{}' &&
      !path.endsWith('[]') &&
      !(of === 'ConfigMap' && path.startsWith('data.')),
  },
  { why: 'tells which chart an object came from', holds: ({ path }) => path === 'x-component' },
  {
    why: 'environment variables that do not refer to each other may change places',
    holds: ({ kind, path }) => kind === 'swap' && path.endsWith('.env'),
  },
  {
    why: 'rules of a role and their verbs may change places',
    holds: ({ kind, path }, of) => kind === 'swap' && /Role$/.test(of) && /^rules(\[\]\.verbs)?$/.test(path),
  },
];

describeWithShared('the comparator with references', () => {
  const objects = everyObject();

  test('finds every object of every reference equal to itself', () => {
    expect(objects.filter(object => differences([object], [object]).length > 0)).toEqual([]);
  });

  test('finds every object equal to itself with all keys and rules the other way round', () => {
    const reversed = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(reversed);
      if (typeof value !== 'object' || value === null) return value;
      const entries = Object.entries(value).map(([key, child]) => [key, reversed(child)] as const);
      return Object.fromEntries(entries.reverse());
    };
    const turned = (object: Json): Json => {
      const { rules, ...rest } = reversed(object) as Json;
      const isRole = /Role$/.test(String(object.kind)) && Array.isArray(rules);
      return isRole ? { ...rest, rules: [...(rules as unknown[])].reverse() } : { ...rest, rules };
    };
    expect(objects.flatMap(object => differences([turned(object)], [object]))).toEqual([]);
  });

  test('tells every leaf that is changed, dropped or added, and every change of order, unless it means nothing', () => {
    const tried = new Set<string>();
    const wrong = objects.flatMap(object =>
      mutants(object, tried)
        .filter(mutant => {
          const meaningless = MEANINGLESS.some(({ holds }) => holds(mutant, String(object.kind)));
          return differences([mutant.object], [object]).length > 0 === meaningless;
        })
        .map(({ kind, path, value }) => `${object.kind} ${kind} ${path} ${JSON.stringify(value)}`),
    );
    expect([...new Set(wrong)]).toEqual([]);
  });

  test('tells a missing, a surplus and a repeated object', () => {
    const reference = readChartReference('1.31', 'ambient-default');
    const [first, ...others] = reference;
    expect([
      ...differences(others, reference),
      ...differences(reference, others),
      ...differences([first, ...reference], reference),
    ]).toMatchInlineSnapshot(`
[
  ServiceAccount istio-system/istio-reader-service-account: missing,
  ServiceAccount istio-system/istio-reader-service-account: surplus,
  ServiceAccount istio-system/istio-reader-service-account: ours 2 times, reference 1 times,
]
`);
  });
});

describe('the comparator', () => {
  const deployment = (container: Json) => ({
    kind: 'Deployment',
    metadata: { name: 'example' },
    spec: { template: { spec: { containers: [container] } } },
  });
  const differ = (ours: Json, reference: Json) => differences([deployment(ours)], [deployment(reference)]);

  test('reads quantities as Kubernetes does', () => {
    expect(
      differ(
        { resources: { limits: { cpu: '1', memory: '2Gi' } } },
        { resources: { limits: { cpu: 1, memory: '2048Mi' } } },
      ),
    ).toEqual([]);
  });

  test('tells quantities apart that are written alike', () => {
    expect(differ({ resources: { limits: { cpu: '1' } } }, { resources: { limits: { cpu: '1m' } } })).toEqual([
      'Deployment example: spec.template.spec.containers.0.resources.limits.cpu: ours 1, reference 0.001',
    ]);
  });

  test('tells whether a variable stands before another that refers to it', () => {
    const port = { name: 'PORT', value: '80' };
    const url = { name: 'URL', value: 'http://example.com:$(PORT)' };
    expect(differ({ env: [url, port] }, { env: [port, url] })).toEqual([
      'Deployment example: spec.template.spec.containers.0.env.1.after: ours absent, reference ["PORT"]',
    ]);
  });

  test('tells which of two variables of one name stands last', () => {
    const one = { name: 'LEVEL', value: 'one' };
    const two = { name: 'LEVEL', value: 'two' };
    expect(differ({ env: [one, two] }, { env: [two, one] })).toHaveLength(2);
  });

  test('passes over our own injector ConfigMap and nothing else that only we have', () => {
    const named = (name: string) => ({ kind: 'ConfigMap', metadata: { name, namespace: 'istio-system' } });
    const ours = [named('istio-sidecar-injector'), named('istio-sidecar-injector-canary'), named('istio-extra')];
    expect(differences(ours, [])).toEqual(['ConfigMap istio-system/istio-extra: surplus']);
  });
});
