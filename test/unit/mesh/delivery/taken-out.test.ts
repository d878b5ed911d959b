import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { FluxDelivery } from '../../../../lib/mesh/delivery/flux';
import { SailDelivery } from '../../../../lib/mesh/delivery/sail';
import { type AmbientMeshProps, resolveMesh } from '../../../../lib/mesh/spec';
import { type IstioVersion, VERSIONS } from '../../../../lib/mesh/versions';
import { type Rendering, renderingsOf } from '../../../support/helm';
import { randomMesh } from '../../../support/random/mesh';
import { CHART_CASES } from '../../../support/reference/chart-cases';
import { SEED } from '../../../support/seed';
import { unchecked } from '../../../support/synthesize';
import { renderingsOfFlux, renderingsOfSail } from '../../../support/taken-out';

/** What helm is to render is what it is told by a mesh's own values, whatever way they take. */

const CHARTS = 'oci://ghcr.io/istio/release/charts';
const fluxOf = (props: AmbientMeshProps, charts?: string) =>
  renderingsOfFlux(unchecked(chart => new FluxDelivery(chart, 'Flux', { mesh: resolveMesh(props), charts })));

/** Refused or not: what is told of one thing does not hang on the rest. */
const sailOf = (props: AmbientMeshProps) =>
  renderingsOfSail(unchecked(chart => new SailDelivery(chart, 'Sail', { mesh: resolveMesh(props) })));

/** Values at their paths, where those charts read them that lift `pilot` or `cni` to the top. */
function leaves(value: unknown, path = ''): readonly (readonly [string, unknown])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value) || Object.keys(value).length === 0) {
    return [[path.replace(/^(pilot|cni)\./, ''), value]];
  }
  return Object.entries(value).flatMap(([key, child]) => leaves(child, path === '' ? key : `${path}.${key}`));
}

/** What is there of one chart's values in what is given to it otherwise; a chart lets alone what it does not know. */
function missing(told: readonly Rendering[], wanted: Rendering): string[] {
  const found = told.find(({ chart }) => chart === wanted.chart);
  const given = new Map(leaves(found?.values));
  return leaves(wanted.values)
    .filter(([path, value]) => !isDeepStrictEqual(given.get(path), value))
    .map(
      ([path, value]) => `${wanted.chart} ${path}: ${JSON.stringify(value)} became ${JSON.stringify(given.get(path))}`,
    );
}

const versioned = (name: string) =>
  VERSIONS.map(row => ({ ...CHART_CASES[name], version: row.referenced as IstioVersion }));

test.each(Object.keys(CHART_CASES))('Flux has helm render the case %s from the values of its charts', name => {
  for (const props of versioned(name)) {
    expect(fluxOf(props)).toEqual(renderingsOf(resolveMesh(props)));
    expect(fluxOf(props, CHARTS)).toEqual(fluxOf(props));
  }
});

test('Flux has helm render any mesh from the values of its charts', () => {
  fc.assert(
    fc.property(randomMesh, props => {
      expect(fluxOf(props)).toEqual(renderingsOf(resolveMesh(props)));
    }),
    { seed: SEED, numRuns: 40 },
  );
});

/** With Sail istio-cni serves all revisions, and ztunnel has its platform with the other global values. */
const OTHERWISE = /^(cni revision|ztunnel platform): /;

test.each(Object.keys(CHART_CASES))('Sail has every value of the case %s reach its chart', name => {
  for (const props of versioned(name)) {
    const told = sailOf(props);
    const wanted = renderingsOf(resolveMesh(props)).filter(({ chart }) => told.some(other => other.chart === chart));
    expect(wanted.flatMap(rendering => missing(told, rendering)).filter(line => !OTHERWISE.test(line))).toEqual([]);
    expect(told.map(({ namespace, minor }) => [namespace, minor])).toEqual(
      wanted.map(({ namespace, minor }) => [namespace, minor]),
    );
  }
});

test('Sail installs the chart base for the default revision alone, or the tag of that name', () => {
  const charts = (props: AmbientMeshProps) => sailOf(props).map(({ chart }) => chart);
  expect(charts({})).toEqual(['base', 'cni', 'istiod', 'ztunnel']);
  expect(charts({ revision: 'next' })).toEqual(['cni', 'istiod', 'ztunnel']);
  expect(charts({ revision: 'next', revisionTags: ['default'] })).toEqual(['base', 'cni', 'istiod', 'ztunnel']);
});
