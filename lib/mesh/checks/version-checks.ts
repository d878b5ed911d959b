import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';
import { DEFAULT_VERSION, findVersionRow, type Knowledge, VERSIONS } from '../versions';

type MeshCheck = Check<ResolvedMesh>;

const minors = VERSIONS.map(({ minor }) => minor).join(', ');
const supported = VERSIONS.filter(({ status }) => status === 'supported').map(({ minor }) => minor);

const isKnown = (version: string) => /^\d+\.\d+\.\d+$/.test(version) && findVersionRow(version) !== undefined;

/** A prop, when it is set, and what a version has to know for it. */
interface Need {
  readonly prop: string;
  readonly isSet: (mesh: ResolvedMesh) => boolean;
  readonly knows: { [Key in keyof Knowledge]: Knowledge[Key] extends boolean ? Key : never }[keyof Knowledge];
}

const NEEDS: readonly Need[] = [
  { prop: 'networkPolicies', isSet: mesh => mesh.networkPolicies, knows: 'networkPolicies' },
  {
    prop: 'cni.terminationGracePeriodSeconds',
    isSet: ({ cni, row }) => cni.terminationGracePeriodSeconds !== 5 && !row.knows.cniGracePeriod,
    knows: 'cniGracePeriod',
  },
  {
    prop: 'istiod.crlConfigMapName',
    isSet: mesh => mesh.istiod.crlConfigMapName !== undefined,
    knows: 'revocationLists',
  },
  { prop: 'ztunnel.peerCaCrl', isSet: mesh => mesh.ztunnel.peerCaCrl, knows: 'revocationLists' },
  { prop: 'readerRbac', isSet: mesh => !mesh.readerRbac, knows: 'optionalReader' },
  { prop: 'readerServiceAccount', isSet: mesh => mesh.readerServiceAccount !== undefined, knows: 'ownReader' },
  {
    prop: 'istiod.taintName',
    isSet: mesh => mesh.istiod.taintName !== 'cni.istio.io/not-ready',
    knows: 'untaintByDeployment',
  },
  { prop: 'cni.useAppArmorAnnotation', isSet: mesh => !mesh.cni.useAppArmorAnnotation, knows: 'appArmorField' },
  { prop: 'ztunnel.dnsPolicy', isSet: mesh => mesh.ztunnel.dnsPolicy !== undefined, knows: 'ztunnelDns' },
  { prop: 'ztunnel.dnsConfig', isSet: mesh => mesh.ztunnel.dnsConfig !== undefined, knows: 'ztunnelDns' },
  {
    prop: 'istiod.terminationMessagePolicy',
    isSet: mesh => mesh.istiod.terminationMessagePolicy !== undefined,
    knows: 'terminationMessagePolicy',
  },
];

/** The first minor that knows a prop, such as `istiod.taintName`; undefined where all do. */
export function firstMinorOf(prop: string): string | undefined {
  const need = NEEDS.find(({ prop: needing }) => needing === prop);
  return need && VERSIONS.find(row => row.knows[need.knows])?.minor;
}

function toNeedCheck({ prop, isSet, knows }: Need): MeshCheck {
  const first = VERSIONS.find(row => row.knows[knows]);
  return {
    id: 'AMB102',
    when: mesh => isKnown(mesh.version) && !mesh.row.knows[knows] && isSet(mesh),
    found: ({ version }) => `${prop} on Istio ${version}`,
    expected: `Istio ${first?.minor} or later, which knows it`,
    cure: `set version to ${first?.latest} or later, or leave out ${prop}`,
  };
}

/** The place of a tag's minor in the table, undefined for a tag that names none. */
function rank(tag: string): number | undefined {
  const index = VERSIONS.findIndex(({ minor }) => tag === minor || tag.startsWith(`${minor}.`));
  return index < 0 ? undefined : index;
}

function isSkewed(agent: string, istiod: string): boolean {
  const [own, control] = [rank(agent), rank(istiod)];
  return own !== undefined && control !== undefined && (own > control || control - own > 1);
}

function toSkewCheck(agent: 'cni' | 'ztunnel'): MeshCheck {
  const tags = (mesh: ResolvedMesh) => [mesh[agent].tag ?? mesh.tag, mesh.istiod.tag ?? mesh.tag] as const;
  return {
    id: 'AMB103',
    when: mesh => isSkewed(...tags(mesh)),
    found: mesh => `${agent} ${tags(mesh)[0]} under istiod ${tags(mesh)[1]}`,
    expected: "istiod's minor, or the one before it: agents are upgraded after istiod, one minor at a time",
    cure: `set ${agent}.tag to a version that fits, or leave it out`,
  };
}

/** Whether the mesh's versions exist, are supported, fit each other, and know what is asked of them. */
export const VERSION_CHECKS: readonly MeshCheck[] = [
  {
    id: 'AMB100',
    when: ({ version }) => !isKnown(version),
    found: ({ version }) => `version ${JSON.stringify(version)}`,
    expected: `a full version of ${minors}`,
    cure: `write it as ${DEFAULT_VERSION}`,
  },
  {
    id: 'AMB101',
    level: 'warning',
    when: ({ version, row }) => isKnown(version) && row.status === 'end-of-life',
    found: ({ version, row }) => `Istio ${version}, whose support ended on ${row.endOfLife}`,
    expected: `a minor that still gets fixes: ${supported.join(', ')}`,
    cure: `upgrade one minor at a time, up to ${DEFAULT_VERSION}`,
  },
  ...NEEDS.map(toNeedCheck),
  toSkewCheck('cni'),
  toSkewCheck('ztunnel'),
];
