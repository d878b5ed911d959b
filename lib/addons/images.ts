import type { PinnedImage } from '../workload/image';

/**
 * Prometheus; its image's user is `nobody`, by name, which the kubelet cannot tell from root: the workload says 65534.
 * @see https://github.com/prometheus/prometheus/blob/v3.10.0/Dockerfile
 */
export const PROMETHEUS: PinnedImage & { readonly user: number } = {
  repository: 'docker.io/prom/prometheus',
  tag: 'v3.10.0',
  user: 65534,
  why: '`Prometheus`: the metrics of the mesh, for Kiali and for people',
  source: 'https://github.com/istio/istio/blob/1.31.0-rc.0/samples/addons/prometheus.yaml',
  proof: 'the program of this release runs with these arguments, finds every component, and `promtool` checks the file',
};
