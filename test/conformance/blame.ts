import type { AmbientMeshProps } from '../../lib/mesh/spec';

type Props = Readonly<Record<string, unknown>>;

/** Props of components count one by one. */
const COMPONENTS = ['istiod', 'cni', 'ztunnel', 'proxy', 'gateways', 'waypoint', 'meshConfig'];

/** Where two ways to the objects of a mesh do not meet, a line for each field. */
export type Differences = (props: AmbientMeshProps) => string[];

/** A difference, and the props without any one of which it is not there. */
export interface Blamed {
  readonly difference: string;
  readonly props: readonly string[];
}

/** Finds the props that cause each difference, by leaving out one at a time. */
export function blame(props: AmbientMeshProps, differences: Differences): Blamed[] {
  const without = paths(props as Props).map(path => ({ path, left: differences(omit(props as Props, path)) }));
  return differences(props).map(difference => ({
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

/** Props without the one at a path. */
export function omit(props: Props, [name, child]: readonly string[]): AmbientMeshProps {
  const { [name]: value, ...rest } = props;
  if (child === undefined || value === undefined) return rest as AmbientMeshProps;
  const { [child]: _, ...others } = value as Props;
  return { ...rest, [name]: others } as AmbientMeshProps;
}
