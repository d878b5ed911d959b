import { Chart, Testing } from 'cdk8s';
import { AmbientMesh } from '../../lib/mesh/ambient-mesh';
import type { AmbientMeshProps } from '../../lib/mesh/spec';

/** The objects of a mesh with these props. */
export function synthMesh(props: AmbientMeshProps = {}): Record<string, unknown>[] {
  const chart = new Chart(Testing.app(), 'mesh');
  new AmbientMesh(chart, 'AmbientMesh', props);
  return Testing.synth(chart);
}
