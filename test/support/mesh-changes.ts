import { AmbientMesh } from '../../lib/mesh/ambient-mesh';
import type { AmbientMeshProps } from '../../lib/mesh/spec';
import { changes, madeObjects } from './changes';

/** What changes in a mesh's objects when its props change: a block for each object, fields before and after. */
export const meshChanges = (props: AmbientMeshProps, over: AmbientMeshProps = {}): string =>
  changes(meshObjects(over), meshObjects(props));

/** The objects of a mesh by construct path. */
export const meshObjects = (props: AmbientMeshProps) =>
  madeObjects(chart => new AmbientMesh(chart, 'AmbientMesh', props));
