import { type AmbientMeshProps, resolveMesh } from '../../lib/mesh/spec';
import { renderCharts } from '../support/helm';
import { differences } from '../support/reference/differences';
import { synthMesh } from '../support/synth-mesh';

type Props = Readonly<Record<string, unknown>>;

/** Props of components count one by one. */
const COMPONENTS = ['istiod', 'cni', 'ztunnel', 'proxy', 'gateways', 'waypoint', 'meshConfig'];

/** Where our objects are not what helm renders of the official charts with our values, a line for each field. */
export const chartDifferences = (props: AmbientMeshProps): string[] =>
  differences(synthMesh(props), renderCharts(resolveMesh(props)));

/** A difference, and the props without any one of which it is not there. */
export interface Blamed {
  readonly difference: string;
  readonly props: readonly string[];
}

/** Finds the props that cause each difference, by leaving out one at a time. */
export function blame(props: AmbientMeshProps, found: readonly string[]): Blamed[] {
  const without = paths(props as Props).map(path => ({ path, left: chartDifferences(omit(props as Props, path)) }));
  return found.map(difference => ({
    difference,
    props: without.filter(({ left }) => !left.includes(difference)).map(({ path }) => path.join('.')),
  }));
}

/** Every prop that is set but the version, which names the charts. */
function paths(props: Props): string[][] {
  return Object.entries(props).flatMap(([name, value]) => {
    if (name === 'version') return [];
    return COMPONENTS.includes(name) ? Object.keys(value as Props).map(child => [name, child]) : [[name]];
  });
}

function omit(props: Props, [name, child]: string[]): AmbientMeshProps {
  const { [name]: value, ...rest } = props;
  if (child === undefined) return rest as AmbientMeshProps;
  const { [child]: _, ...others } = value as Props;
  return { ...rest, [name]: others } as AmbientMeshProps;
}
