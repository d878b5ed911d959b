/**
 * What differs where the mesh runs. Platforms that the charts do not name (kind, EKS, AKS, kubeadm) need none of it.
 *
 * @see https://istio.io/latest/docs/ambient/install/platform-prerequisites/
 * @see https://github.com/istio/istio/tree/master/manifests/helm-profiles
 */
export type Platform = 'gke' | 'k3s' | 'k3d' | 'microk8s' | 'minikube' | 'openshift';

export interface PlatformRow {
  /** Where the kubelet looks for CNI plugins. */
  readonly cniBinDir: string;
  /** Where the kubelet looks for CNI configuration. */
  readonly cniConfDir: string;
  /** Where the container runtime keeps network namespaces. */
  readonly cniNetnsDir: string;
  /** The CNI configuration file to write; empty takes the first one found. */
  readonly cniConfFileName: string;
  /** Whether istio-cni joins the chain of an existing CNI configuration. */
  readonly chained: boolean;
  readonly provider: 'default' | 'multus';
  /** The node agents' namespaces need a ResourceQuota for their priority class. */
  readonly resourceQuotas: boolean;
  /** The SELinux type that can use sockets in host directories. */
  readonly seLinuxType?: string;
  /** The node agents' accounts need a role to use the privileged security context constraint. */
  readonly securityContextConstraints: boolean;
  /** Where privileged pods are allowed. */
  readonly privilegedNamespace?: string;
  /** What istiod's container reports when it ends, on the minors that know the setting. */
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
}

const ANY: PlatformRow = {
  cniBinDir: '/opt/cni/bin',
  cniConfDir: '/etc/cni/net.d',
  cniNetnsDir: '/var/run/netns',
  cniConfFileName: '',
  chained: true,
  provider: 'default',
  resourceQuotas: false,
  securityContextConstraints: false,
};

const RANCHER_CONF_DIR = '/var/lib/rancher/k3s/agent/etc/cni/net.d';

const PLATFORMS: Readonly<Record<Platform, PlatformRow>> = {
  // The chart finds this folder by asking the cluster for its version, which nothing offline can.
  gke: { ...ANY, cniBinDir: '/home/kubernetes/bin', resourceQuotas: true },
  k3s: { ...ANY, cniConfDir: RANCHER_CONF_DIR, cniBinDir: '/var/lib/rancher/k3s/data/cni' },
  k3d: { ...ANY, cniConfDir: RANCHER_CONF_DIR, cniBinDir: '/bin' },
  microk8s: {
    ...ANY,
    cniConfDir: '/var/snap/microk8s/current/args/cni-network',
    cniBinDir: '/var/snap/microk8s/current/opt/cni/bin',
  },
  minikube: { ...ANY, cniNetnsDir: '/var/run/docker/netns' },
  openshift: {
    ...ANY,
    cniBinDir: '/var/lib/cni/bin',
    cniConfDir: '/etc/cni/multus/net.d',
    cniConfFileName: 'istio-cni.conf',
    chained: false,
    provider: 'multus',
    seLinuxType: 'spc_t',
    securityContextConstraints: true,
    privilegedNamespace: 'kube-system',
    terminationMessagePolicy: 'FallbackToLogsOnError',
  },
};

export const PLATFORM_NAMES = Object.keys(PLATFORMS) as readonly Platform[];

/** The row of a platform; the row of any Kubernetes where none is named, or one that a rule refuses. */
export function platformRow(platform: Platform | undefined): PlatformRow {
  return (platform === undefined ? undefined : PLATFORMS[platform]) ?? ANY;
}

/**
 * Whether a platform brings Gateway API's definitions itself, and refuses or undoes those of others.
 * @see https://github.com/openshift/cluster-ingress-operator/pull/1192
 * @see https://cloud.google.com/kubernetes-engine/docs/how-to/deploying-gateways
 */
export const ownsGatewayApi = (platform?: Platform): boolean => platform === 'openshift' || platform === 'gke';
