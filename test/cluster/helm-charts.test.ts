import fc from 'fast-check';
import { type AmbientMeshProps, resolveMesh } from '../../lib/mesh/spec';
import { type IstioVersion, VERSIONS } from '../../lib/mesh/versions';
import { hasCharts, renderCharts } from '../support/helm';
import { randomMesh } from '../support/random/mesh';
import { CHART_CASES } from '../support/reference/chart-cases';
import { differences } from '../support/reference/differences';
import { synthMesh } from '../support/synth-mesh';

/** Skipped where helm or the charts are absent. */
const describeWithCharts: jest.Describe = VERSIONS.every(({ minor }) => hasCharts(minor)) ? describe : describe.skip;

const SECONDS = 1000;
const RANDOM = 25;

const rendered = (props: AmbientMeshProps) => differences(synthMesh(props), renderCharts(resolveMesh(props)));

const CASES = VERSIONS.flatMap(({ minor, referenced, knows }) =>
  Object.entries(CHART_CASES)
    .filter(([, props]) => knows.networkPolicies || props.networkPolicies !== true)
    .map(([name, props]) => ({ minor, name, props: { ...props, version: referenced as IstioVersion } })),
);

describeWithCharts('the official charts, rendered by helm with our values', () => {
  test.each(CASES)(
    'give our objects for $name on $minor',
    ({ props }) => expect(rendered(props)).toEqual([]),
    30 * SECONDS,
  );

  test(
    `give our objects for ${RANDOM} random meshes`,
    () =>
      fc.assert(
        fc.property(randomMesh, props => expect(rendered(props)).toEqual([])),
        { numRuns: RANDOM },
      ),
    RANDOM * 30 * SECONDS,
  );
});
