import type { Check } from '../../core/checks';
import { PLATFORM_NAMES } from '../platforms';
import type { ResolvedMesh } from '../spec';

type MeshCheck = Check<ResolvedMesh>;

const isLabel = (name: string, longest: number) =>
  /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name) && name.length <= longest;

const quoted = (names: readonly string[]) => names.map(name => JSON.stringify(name)).join(', ');

/** Props that name a namespace. */
const NAMESPACES: Readonly<Record<string, (mesh: ResolvedMesh) => string>> = {
  namespace: mesh => mesh.namespace,
  'cni.namespace': mesh => mesh.cni.namespace,
  'ztunnel.namespace': mesh => mesh.ztunnel.namespace,
};

const NAMESPACE_CHECKS = Object.entries(NAMESPACES).map(
  ([prop, read]): MeshCheck => ({
    id: 'AMB120',
    when: mesh => !isLabel(read(mesh), 63),
    found: mesh => `${prop} ${JSON.stringify(read(mesh))}`,
    expected: 'the name of a namespace: at most 63 small letters, digits and dashes',
    cure: 'change the name',
  }),
);

/** What a Service's name leaves to a revision in `istiod-<revision>`. */
const LONGEST_REVISION = 63 - 'istiod-'.length;

/** What a Service's name leaves to a tag. */
const LONGEST_TAG = 63 - 'istiod-revision-tag-'.length;

const wrongRevisions = ({ revision, defaultRevision }: ResolvedMesh) =>
  [revision, defaultRevision].filter(name => name !== '' && !isLabel(name, LONGEST_REVISION));

const wrongTags = ({ revisionTags }: ResolvedMesh) => revisionTags.filter(tag => !isLabel(tag, LONGEST_TAG));

const takenTags = ({ revision, revisionTags }: ResolvedMesh) =>
  revisionTags.filter((tag, index) => tag === revision || revisionTags.indexOf(tag) !== index);

/** Whether everything that becomes part of an object's name may be one, and is its own. */
export const NAME_CHECKS: readonly MeshCheck[] = [
  ...NAMESPACE_CHECKS,
  {
    id: 'AMB121',
    when: mesh => wrongRevisions(mesh).length > 0,
    found: mesh => `revision ${quoted(wrongRevisions(mesh))}`,
    expected: `at most ${LONGEST_REVISION} small letters, digits and dashes: it is part of the name of istiod's Service`,
    cure: 'write it as in 1-31-1',
  },
  {
    id: 'AMB122',
    when: mesh => wrongTags(mesh).length > 0,
    found: mesh => `revisionTags ${quoted(wrongTags(mesh))}`,
    expected: `at most ${LONGEST_TAG} small letters, digits and dashes: each is part of the name of a Service`,
    cure: 'write them as in canary',
  },
  {
    id: 'AMB123',
    when: mesh => takenTags(mesh).length > 0,
    found: mesh => `revisionTags ${quoted(takenTags(mesh))} more than once or named as the revision itself`,
    expected: 'names that are only used once',
    cure: 'leave out the repeated ones',
  },
  {
    id: 'AMB124',
    when: ({ platform }) => platform !== undefined && !PLATFORM_NAMES.includes(platform),
    found: ({ platform }) => `platform ${JSON.stringify(platform)}`,
    expected: `one of ${PLATFORM_NAMES.join(', ')}`,
    cure: 'leave it out: every other Kubernetes, such as kind, EKS or AKS, needs nothing of its own',
  },
];
