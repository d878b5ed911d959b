import type { ResolvedMesh } from './spec';

/**
 * Where the custom resource definitions of a mesh are published: Gateway API's standard channel and Istio's own.
 * They are applied server-side, before everything else.
 * @see https://github.com/kubernetes-sigs/gateway-api/releases
 * @see https://github.com/istio/istio/tree/master/manifests/charts/base/files
 */
export function toCrdSources({ row, version }: Pick<ResolvedMesh, 'row' | 'version'>): string[] {
  const gatewayApi = `https://github.com/kubernetes-sigs/gateway-api/releases/download/v${row.gatewayApi}`;
  const istio = `https://raw.githubusercontent.com/istio/istio/${version}/manifests/charts/base/files`;
  return [`${gatewayApi}/standard-install.yaml`, `${istio}/crd-all.gen.yaml`];
}
