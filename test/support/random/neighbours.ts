import fc from 'fast-check';
import type { AmbientMeshProps } from '../../../lib/mesh/spec';
import { meshFindings } from '../mesh-findings';
import { CNI, ZTUNNEL } from './agents';
import { ISTIOD } from './istiod';
import { GATEWAYS, MESH, PROXY, randomMesh, WAYPOINT } from './mesh';
import { plain } from './values';

/** Two meshes that differ in one prop. */
export interface Neighbours {
  /** The prop, such as `istiod.replicaCount`. */
  readonly prop: string;
  readonly before: AmbientMeshProps;
  readonly after: AmbientMeshProps;
}

type Props = Readonly<Record<string, unknown>>;
type Table = Readonly<Record<string, fc.Arbitrary<unknown>>>;

const COMPONENTS: Readonly<Record<string, Table>> = {
  istiod: ISTIOD as Table,
  cni: CNI as Table,
  ztunnel: ZTUNNEL as Table,
  proxy: PROXY as Table,
  gateways: GATEWAYS as Table,
  waypoint: WAYPOINT as Table,
};

const { version: _, ...SAME_VERSION } = MESH;

/** Every prop but the version, with its values. */
const PROPS: Table = {
  ...Object.fromEntries(Object.entries(SAME_VERSION).filter(([name]) => COMPONENTS[name] === undefined)),
  ...Object.fromEntries(
    Object.entries(COMPONENTS).flatMap(([component, table]) =>
      Object.entries(table).map(([name, values]) => [`${component}.${name}`, values]),
    ),
  ),
};

/** The names of all props that are changed. */
export const CHANGED_PROPS: readonly string[] = Object.keys(PROPS);

function withProp(mesh: AmbientMeshProps, prop: string, value: unknown): AmbientMeshProps {
  const [name, child] = prop.split('.');
  const changed = child === undefined ? value : { ...((mesh as Props)[name] as Props), [child]: value };
  return { ...mesh, [name]: changed };
}

/** Any two meshes that differ in one prop, neither refused. */
export const randomNeighbours: fc.Arbitrary<Neighbours> = fc
  .tuple(randomMesh, fc.constantFrom(...CHANGED_PROPS))
  .chain(([before, prop]) => PROPS[prop].map(value => ({ prop, before, after: withProp(before, prop, plain(value)) })))
  .filter(({ after }) => !/^error/m.test(meshFindings(after)));
