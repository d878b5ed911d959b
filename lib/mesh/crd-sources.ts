import type { ResolvedMesh } from './spec';

/** Where custom resource definitions are published, each an address for `kubectl apply --server-side -f`. */
export interface CrdSources {
  /** Gateway API's standard channel. */
  readonly gatewayApi: string;
  /** Its experimental channel, which holds the standard one and what is not in it yet. */
  readonly experimental: string;
  /** Istio's own. */
  readonly istio: string;
}

/**
 * The definitions of a mesh; they are applied server-side, before everything else.
 * @see https://github.com/kubernetes-sigs/gateway-api/releases
 * @see https://github.com/istio/istio/tree/master/manifests/charts/base/files
 */
export function toCrdSources({ row, version }: Pick<ResolvedMesh, 'row' | 'version'>): CrdSources {
  const gatewayApi = `https://github.com/kubernetes-sigs/gateway-api/releases/download/v${row.gatewayApi}`;
  return {
    gatewayApi: `${gatewayApi}/standard-install.yaml`,
    experimental: `${gatewayApi}/experimental-install.yaml`,
    istio: `https://raw.githubusercontent.com/istio/istio/${version}/manifests/charts/base/files/crd-all.gen.yaml`,
  };
}
