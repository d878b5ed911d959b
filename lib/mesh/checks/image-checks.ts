import type { Check } from '../../core/checks';
import { findReplacement } from '../../rules/model/retired-registries';
import type { ResolvedMesh } from '../spec';

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
