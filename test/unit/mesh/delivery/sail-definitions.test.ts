import { parse } from 'yaml';
import { SAIL_LACKS } from '../../../../lib/mesh/delivery/sail-lacks';
import { SAIL_MESH_CONFIG } from '../../../../lib/mesh/delivery/sail-mesh-config';
import { type SailKind, toSailValues } from '../../../../lib/mesh/delivery/sail-values';
import { SAIL_VERSIONS } from '../../../../lib/mesh/delivery/sail-versions';
import {
  type Chart,
  CNI_PATHS,
  ISTIOD_PATHS,
  MESH_PATHS,
  PROXY_PATHS,
  ZTUNNEL_PATHS,
} from '../../../../lib/mesh/delivery/value-paths';
import { propsOf } from '../../../support/interface-props';
import { describeWithShared, readShared } from '../../../support/shared';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema;
  readonly enum?: readonly string[];
  readonly 'x-kubernetes-preserve-unknown-fields'?: boolean;
}

const KIND_OF: Readonly<Record<Chart, SailKind>> = {
  base: 'Istio',
  istiod: 'Istio',
  cni: 'IstioCNI',
  ztunnel: 'ZTunnel',
};

/** The schema of the `spec` of version v1 of a kind. */
function specOf(kind: SailKind): Schema {
  const known = specs.get(kind);
  if (known !== undefined) return known;
  const { versions } = parse(readShared('crds', 'sail', `sailoperator.io_${kind.toLowerCase()}s.yaml`)).spec;
  const { schema } = versions.find(({ name }: { name: string }) => name === 'v1');
  const { spec } = schema.openAPIV3Schema.properties;
  specs.set(kind, spec);
  return spec;
}
const specs = new Map<SailKind, Schema>();

/** Whether a value, given as a chart has it, has a field in the definition of its kind. */
function isKnown(chart: Chart, path: string): boolean {
  const leaf = path.split('.').reduceRight<unknown>((value, key) => ({ [key]: value }), true);
  const values = { base: {}, cni: {}, istiod: {}, ztunnel: {}, [chart]: leaf };
  return hasField(specOf(KIND_OF[chart]).properties?.values ?? {}, toSailValues(values)[KIND_OF[chart]]);
}

function hasField(schema: Schema, value: unknown): boolean {
  if (typeof value !== 'object' || value === null || schema['x-kubernetes-preserve-unknown-fields']) return true;
  return Object.entries(value).every(([key, child]) => {
    const field = schema.additionalProperties ?? schema.properties?.[key];
    return field !== undefined && hasField(field, child);
  });
}

/** Props that are no value of their own chart. */
const NO_VALUE = ['cni.namespace', 'ztunnel.namespace', 'istiod.taintNamespace', 'ztunnel.resourceName'];

function componentPaths(prop: string, chart: Chart, file: string, names: readonly string[], prefix = ''): Place[] {
  const paths: Readonly<Partial<Record<string, string>>> =
    { istiod: ISTIOD_PATHS, cni: CNI_PATHS, ztunnel: ZTUNNEL_PATHS }[prop] ?? {};
  return names
    .flatMap(name => propsOf(name, `lib/mesh/spec/${file}.ts`))
    .map(name => ({ prop: `${prop}.${name}`, chart, path: `${prefix}${paths[name] ?? name}` }));
}

interface Place {
  readonly prop: string;
  readonly chart: Chart;
  readonly path: string;
}

const PLACES: readonly Place[] = [
  ...Object.entries(MESH_PATHS).flatMap(([prop, paths]) =>
    Object.entries(paths).map(([chart, path]) => ({ prop, chart: chart as Chart, path: path as string })),
  ),
  ...componentPaths('istiod', 'istiod', 'istiod', ['IstiodProps']),
  ...componentPaths('cni', 'cni', 'cni', ['CniProps']),
  ...componentPaths('ztunnel', 'ztunnel', 'ztunnel', ['ZtunnelProps']),
  ...(['proxy', 'gateways', 'waypoint'] as const).flatMap(prop =>
    componentPaths(prop, 'istiod', 'proxy', [`${prop[0].toUpperCase()}${prop.slice(1)}Props`], `${PROXY_PATHS[prop]}.`),
  ),
  { prop: 'ztunnel.namespace', chart: 'istiod', path: 'trustedZtunnelNamespace' },
  { prop: 'ztunnel.resourceName', chart: 'istiod', path: 'trustedZtunnelName' },
  { prop: 'istiod.taintNamespace', chart: 'istiod', path: 'taint.namespace' },
];

describeWithShared("the tables of Sail beside Sail's definitions", () => {
  test('every prop of the mesh has a field, or is in the table of those that have none', () => {
    const isValue = ({ prop, chart, path }: Place) => !(NO_VALUE.includes(prop) && prop === `${chart}.${path}`);
    const lacked = PLACES.filter(isValue).filter(({ chart, path }) => !isKnown(chart, path));
    expect([...new Set(lacked.map(({ prop }) => prop))].sort()).toEqual(SAIL_LACKS.map(({ prop }) => prop).sort());
  });

  test.each(['Istio', 'IstioCNI', 'ZTunnel'] as const)('%s takes the versions of the table', kind => {
    const minors = /^v1\.(28|29|30)[.-]/;
    expect(specOf(kind).properties?.version.enum?.filter(version => minors.test(version))).toEqual(SAIL_VERSIONS);
  });

  test('the mesh config has the keys of the table', () => {
    const keys = Object.keys(specOf('Istio').properties?.values.properties?.meshConfig.properties ?? {});
    expect(keys.sort()).toEqual(SAIL_MESH_CONFIG);
  });
});
