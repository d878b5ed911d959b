import type { Check } from '../../core/checks';
import type { ResolvedMesh } from '../spec';

/**
 * Where Istio was once published and will not be after December 2026; 1.31 and later never were.
 *
 * @see https://istio.io/latest/blog/2026/retirement-of-gcp/
 */
const RETIRED: readonly { readonly host: RegExp; readonly instead: string }[] = [
  { host: /^registry\.istio\.io(\/|$)/, instead: 'docker.io/istio' },
  { host: /^([a-z]+\.)?gcr\.io\/istio-release(\/|$)/, instead: 'docker.io/istio' },
  { host: /^istio-release\.storage\.googleapis\.com(\/|$)/, instead: 'blob.istio.io/istio-release' },
];

/** What takes the place of a registry or chart repository that is switched off; undefined for any other. */
export function findReplacement(address: string): string | undefined {
  const bare = address.replace(/^[a-z]+:\/\//, '');
  return RETIRED.find(({ host }) => host.test(bare))?.instead;
}

/** Props that say where images come from. */
const ADDRESSES: Readonly<Record<string, (mesh: ResolvedMesh) => string | undefined>> = {
  hub: mesh => mesh.hub,
  'istiod.hub': mesh => mesh.istiod.hub,
  'istiod.image': mesh => mesh.istiod.image,
  'cni.hub': mesh => mesh.cni.hub,
  'cni.image': mesh => mesh.cni.image,
  'ztunnel.hub': mesh => mesh.ztunnel.hub,
  'ztunnel.image': mesh => mesh.ztunnel.image,
  'proxy.image': mesh => mesh.proxy.image,
};

const toRetirementChecks = ([prop, read]: (typeof ENTRIES)[number]): Check<ResolvedMesh> => ({
  id: 'AMB110',
  when: mesh => findReplacement(read(mesh) ?? '') !== undefined,
  found: mesh => `${prop} ${read(mesh)}`,
  expected: 'a registry that lasts: this one is switched off in December 2026 and has no Istio 1.31',
  cure: mesh => `use ${findReplacement(read(mesh) ?? '')}, or a mirror of it`,
});

const toAddressChecks = ([prop, read]: (typeof ENTRIES)[number]): Check<ResolvedMesh> => ({
  id: 'AMB111',
  when: mesh => !/^[\w.-]+(:\d+)?(\/[\w.-]+)*(:[\w.-]+)?(@sha256:[0-9a-f]{64})?$/.test(read(mesh) ?? 'none'),
  found: mesh => `${prop} ${JSON.stringify(read(mesh))}`,
  expected: 'an address as the container runtime takes it: no scheme, no slash at the end, a digest in full',
  cure: `write it as in docker.io/istio, or docker.io/istio/pilot:1.31.1`,
});

const ENTRIES = Object.entries(ADDRESSES);

/** Whether images can be pulled, now and next year. */
export const IMAGE_CHECKS: readonly Check<ResolvedMesh>[] = [
  ...ENTRIES.map(toRetirementChecks),
  ...ENTRIES.map(toAddressChecks),
];
