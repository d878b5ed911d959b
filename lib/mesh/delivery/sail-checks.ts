import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import { nullsIn } from './nulls';
import type { Values } from './overlay';
import { type Lack, SAIL_LACKS } from './sail-lacks';
import { SAIL_MESH_CONFIG } from './sail-mesh-config';
import { SAIL_RELEASE, SAIL_VERSIONS, toSailVersion } from './sail-versions';
import type { Chart } from './value-paths';

/** What is judged: the mesh, its values, and the strategy by which Sail updates it. */
export interface SailInput {
  readonly mesh: ResolvedMesh;
  readonly values: Readonly<Record<Chart, Values>>;
  readonly updateStrategy: 'InPlace' | 'RevisionBased';
}

/** The same, beside others. */
export interface SailInputs extends SailInput {
  /** Every `Istio` that is made. */
  readonly all: readonly SailInput[];
}

/** Sail names what it makes in place after the `Istio`; the charts' revision without a name is its `default`. */
export const istioName = ({ revision }: ResolvedMesh): string => (revision === '' ? 'default' : revision);

/** Tags that are the name of a revision, to Sail. */
const takenTags = ({ mesh, all }: SailInputs): string[] => {
  const inPlace = all.filter(({ updateStrategy }) => updateStrategy === 'InPlace');
  const names = inPlace.map(each => istioName(each.mesh));
  return mesh.revisionTags.filter(tag => names.includes(tag));
};

const NEWEST = SAIL_VERSIONS.find(version => !version.endsWith('-latest')) ?? '';
const OR_ANOTHER = 'or choose another delivery';

function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((value, key) => (value as Values | undefined)?.[key], values);
}

const toLackCheck = ({ prop, chart, path }: Lack): Check<SailInput> => ({
  id: 'AMB187',
  when: ({ values }) => valueAt(values[chart], path.split('.')) !== undefined,
  found: () => prop,
  expected: `what Sail ${SAIL_RELEASE} can be told: it has no field for this`,
  cure: `leave out ${prop}, ${OR_ANOTHER}`,
});

const foreignKeys = ({ mesh }: SailInput) =>
  Object.keys(mesh.meshConfig).filter(key => !SAIL_MESH_CONFIG.includes(key));

const MESH_CONFIG_CHECK: Check<SailInput> = {
  id: 'AMB187',
  when: input => foreignKeys(input).length > 0,
  found: input =>
    foreignKeys(input)
      .map(key => `meshConfig.${key}`)
      .join(', '),
  expected: `the mesh config that Sail ${SAIL_RELEASE} knows`,
  cure: `leave it out, ${OR_ANOTHER}`,
};

const toTrustBundleCheck = (component: 'istiod' | 'ztunnel'): Check<SailInput> => ({
  id: 'AMB187',
  when: ({ mesh }) => mesh[component].env.ENABLE_CLUSTER_TRUST_BUNDLE_API !== undefined,
  found: () => `${component}.env.ENABLE_CLUSTER_TRUST_BUNDLE_API`,
  expected: `what Sail ${SAIL_RELEASE} can be told: the chart compares it with a boolean, and Sail takes texts alone`,
  cure: `leave it out, ${OR_ANOTHER}`,
});

/** Props that take a default away: those of the proxies are values of istiod. */
const takenAway = ({ values }: SailInput) =>
  nullsIn(values).map(path => path.join('.').replace(/^istiod\.global\.(proxy|waypoint)\./, '$1.'));

/** Whether Sail has this version, and can be told everything that the mesh says. */
export const SAIL_CHECKS: readonly Check<SailInputs>[] = [
  {
    id: 'AMB186',
    when: ({ mesh }) => !SAIL_VERSIONS.includes(toSailVersion(mesh.version)),
    found: ({ mesh }) => `version ${mesh.version}`,
    expected: `a version that Sail ${SAIL_RELEASE} installs, of which ${NEWEST.slice(1)} is the newest`,
    cure: `set version to ${NEWEST.slice(1)}, ${OR_ANOTHER}`,
  },
  ...SAIL_LACKS.map(toLackCheck),
  MESH_CONFIG_CHECK,
  toTrustBundleCheck('istiod'),
  toTrustBundleCheck('ztunnel'),
  {
    id: 'AMB188',
    when: input => takenAway(input).length > 0,
    found: input => `null for ${takenAway(input).join(', ')}`,
    expected: 'values in place of defaults: an API server drops null before Sail sees it',
    cure: `give a value, ${OR_ANOTHER}`,
  },
  {
    id: 'AMB189',
    when: ({ mesh, updateStrategy }) => updateStrategy === 'RevisionBased' && mesh.revision !== '',
    found: ({ mesh }) => `revision ${mesh.revision} with the update strategy RevisionBased`,
    expected: 'revisions that Sail names by their versions',
    cure: 'leave out revision and use revisionTags, or set updateStrategy to InPlace',
  },
  {
    id: 'AMB189',
    when: ({ mesh }) => mesh.revision === 'default',
    found: () => 'revision "default"',
    expected: 'a name of its own: Sail takes this one for the istiod without a name',
    cure: 'leave out revision',
  },
  // @see https://github.com/istio-ecosystem/sail-operator/blob/1.30.3/controllers/istiorevisiontag/istiorevisiontag_controller.go
  {
    id: 'AMB189',
    when: input => takenTags(input).length > 0,
    found: input =>
      `revisionTags ${takenTags(input)
        .map(tag => JSON.stringify(tag))
        .join(', ')}`,
    expected: 'tags that are not the name of a revision: Sail makes none of them then',
    cure: 'leave it out, or give the istiod of that name a revision',
  },
];
