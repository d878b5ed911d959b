import type { Check } from '../core/checks';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from './spec';
import { mergedOver } from './spec/with-defaults';
import { type IstioVersion, VERSIONS } from './versions';

/** What a second istiod may have of its own; base, istio-cni and ztunnel are the mesh's, once in a cluster. */
type OfIstiod = Omit<
  AmbientMeshProps,
  | 'revision'
  | 'namespace'
  | 'platform'
  | 'cni'
  | 'ztunnel'
  | 'nativeNftables'
  | 'defaultRevision'
  | 'readerServiceAccount'
>;

/** An istiod beside the mesh's own; what is not given it has as the mesh has it. */
export interface RevisionProps extends OfIstiod {
  /** Its name, part of its objects' names. */
  readonly revision: string;

  /** @default - the mesh's */
  readonly version?: IstioVersion;

  /** Further names by which namespaces and gateways may choose it. @default - none */
  readonly revisionTags?: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/**
 * The mesh as another istiod has it: agents stay at the mesh's own version, and images and tags that name a version or
 * a revision are not taken over.
 */
export function resolveRevision(mesh: ResolvedMesh, props: AmbientMeshProps, own: RevisionProps): ResolvedMesh {
  const { tag: _tag, revisionTags: _tags, ...shared } = props;
  const { tag: _istiod, ...istiod } = props.istiod ?? {};
  const agents = {
    cni: { ...props.cni, tag: mesh.cni.tag ?? mesh.tag },
    ztunnel: { ...props.ztunnel, tag: mesh.ztunnel.tag ?? mesh.tag },
  };
  return resolveMesh(mergedOver({ ...shared, istiod, ...agents } as Json, { ...own } as Json));
}

/** A mesh, and the istiods beside its own. */
export interface Istiods {
  readonly mesh: ResolvedMesh;
  readonly revisions: readonly ResolvedMesh[];
}

/** The one whose version is the newest; the mesh's own of two alike. */
export const newestOf = ({ mesh, revisions }: Istiods): ResolvedMesh =>
  revisions.reduce((newest, each) => (VERSIONS.indexOf(each.row) > VERSIONS.indexOf(newest.row) ? each : newest), mesh);

const twice = (names: readonly string[]): string[] => [
  ...new Set(names.filter((name, index) => names.indexOf(name) < index)),
];
const revisionsTwice = ({ mesh, revisions }: Istiods) =>
  twice([mesh, ...revisions].map(({ revision }) => (revision === '' ? 'default' : revision)));
const tagsOf = ({ mesh, revisions }: Istiods) => [mesh, ...revisions].flatMap(({ revisionTags }) => revisionTags);
const tagsThatAreRevisions = (istiods: Istiods) =>
  tagsOf(istiods).filter(tag => istiods.revisions.some(({ revision }) => revision === tag));

/** Whether every name says which istiod is meant. */
export const REVISION_CHECKS: readonly Check<Istiods>[] = [
  {
    id: 'AMB190',
    when: istiods => revisionsTwice(istiods).length > 0,
    found: istiods => `two istiods with the revision ${revisionsTwice(istiods).join(', ')}`,
    expected: 'a name of its own for each, since their objects are named after it',
    cure: 'name the second after its version, such as 1-31-1',
  },
  {
    id: 'AMB190',
    when: istiods => twice(tagsOf(istiods)).length > 0,
    found: istiods => `the revision tag ${twice(tagsOf(istiods)).join(', ')} on two istiods`,
    expected: 'each tag on one: whoever chooses it gets that one',
    cure: 'take it away from the istiod that it leaves',
  },
  {
    id: 'AMB190',
    when: istiods => tagsThatAreRevisions(istiods).length > 0,
    found: istiods => `${tagsThatAreRevisions(istiods).join(', ')} as revision and as revision tag`,
    expected: 'names that are either the one or the other',
    cure: 'choose another tag',
  },
];
