import { Chart, Testing } from 'cdk8s';
import { AmbientMesh } from '../../../lib/mesh/ambient-mesh';
import type { AmbientMeshProps } from '../../../lib/mesh/spec';
import { readChartReference } from '../../support/reference/charts';
import { differences } from '../../support/reference/differences';
import { describeWithShared } from '../../support/shared';

function synthMesh(props: AmbientMeshProps): unknown[] {
  const chart = new Chart(Testing.app(), 'mesh');
  new AmbientMesh(chart, 'AmbientMesh', props);
  return Testing.synth(chart);
}

describeWithShared('AmbientMesh', () => {
  test('is what the official charts render for the ambient profile, without props', () => {
    expect(differences(synthMesh({}), readChartReference('1.31', 'ambient-default'))).toEqual([]);
  });
});
