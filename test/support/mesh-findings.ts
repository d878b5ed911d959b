import { Chart, Testing } from 'cdk8s';
import { validate } from '../../lib/core/checks';
import { formatFindings } from '../../lib/core/findings';
import { AmbientMesh } from '../../lib/mesh/ambient-mesh';
import type { AmbientMeshProps } from '../../lib/mesh/spec';

/** All findings about a mesh with these props, as text. */
export function meshFindings(props: AmbientMeshProps): string {
  const chart = new Chart(Testing.app(), 'mesh');
  const mesh = new AmbientMesh(chart, 'AmbientMesh', props);
  return formatFindings(mesh.node.findAll().flatMap(construct => validate(construct).findings));
}
