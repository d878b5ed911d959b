import type { ResolvedMesh } from '../spec';
import type { Volume, VolumeMount } from '../spec/pod';

/** Where the container sees the node's directories. */
export const CNI_MOUNTS: readonly VolumeMount[] = [
  { name: 'cni-bin-dir', mountPath: '/host/opt/cni/bin' },
  { name: 'cni-host-procfs', mountPath: '/host/proc', readOnly: true },
  { name: 'cni-net-dir', mountPath: '/host/etc/cni/net.d' },
  { name: 'cni-socket-dir', mountPath: '/var/run/istio-cni' },
  { name: 'cni-netns-dir', mountPath: '/host/var/run/netns', mountPropagation: 'HostToContainer' },
  { name: 'cni-ztunnel-sock-dir', mountPath: '/var/run/ztunnel' },
];

const onNode = (name: string, path: string, type?: 'Directory' | 'DirectoryOrCreate'): Volume => ({
  name,
  hostPath: { path, type },
});

/** The node's directories. Network namespaces may not be there before the first pod is. */
export function toCniVolumes(mesh: ResolvedMesh): Volume[] {
  const { cni } = mesh;
  return [
    onNode('cni-bin-dir', cni.cniBinDir),
    onNode('cni-host-procfs', '/proc', 'Directory'),
    onNode('cni-ztunnel-sock-dir', '/var/run/ztunnel', 'DirectoryOrCreate'),
    onNode('cni-net-dir', cni.cniConfDir),
    onNode('cni-socket-dir', '/var/run/istio-cni'),
    onNode('cni-netns-dir', cni.cniNetnsDir, 'DirectoryOrCreate'),
  ];
}
