import { type IstioVersion, VERSIONS } from '../../../lib/mesh/versions';
import { meshFindings } from '../../support/mesh-findings';
import { CHART_CASES } from '../../support/reference/chart-cases';
import { chartCases, readChartReference } from '../../support/reference/charts';
import { differences } from '../../support/reference/differences';
import { describeWithShared } from '../../support/shared';
import { synthMesh } from '../../support/synth-mesh';

const REFERENCES = VERSIONS.flatMap(({ minor, referenced }) =>
  chartCases(minor).map(name => ({ minor, name, version: referenced as IstioVersion })),
);

describeWithShared('AmbientMesh', () => {
  test('is held against every reference there is', () => {
    expect(REFERENCES).toHaveLength(75);
  });

  test('is what the official charts render for the ambient profile, without props', () => {
    expect(differences(synthMesh(), readChartReference('1.31', 'ambient-default'))).toEqual([]);
  });

  test.each(REFERENCES)('is what the charts of $minor render for $name', ({ minor, name, version }) => {
    expect(differences(synthMesh({ ...CHART_CASES[name], version }), readChartReference(minor, name))).toEqual([]);
  });

  test('refuses none of the props by which references are reached', () => {
    const refusals = REFERENCES.map(({ name, version }) => meshFindings({ ...CHART_CASES[name], version }));
    expect(refusals.filter(text => text.includes('error'))).toEqual([]);
  });
});
