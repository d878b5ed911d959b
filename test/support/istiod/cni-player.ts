import type { ApiClient } from './api-client';

const REDIRECTION = 'ambient.istio.io/redirection';

/**
 * Does once what istio-cni does all the time, while it runs: marks pods of namespaces in the mesh, and takes the mark
 * from pods whose namespace has left it.
 * @see https://github.com/istio/istio/blob/1.31.0-rc.0/cni/pkg/util/podutil.go
 */
export async function playIstioCni(api: ApiClient): Promise<void> {
  const daemonSets = await api.list('/apis/apps/v1/daemonsets');
  const cni = daemonSets.find(({ metadata }) => metadata.name === 'istio-cni-node');
  if ((cni?.status?.numberReady ?? 0) === 0) return;
  const namespaces = await api.list('/api/v1/namespaces');
  const inMesh = new Set(
    namespaces
      .filter(({ metadata }) => metadata.labels?.['istio.io/dataplane-mode'] === 'ambient')
      .map(({ metadata }) => metadata.name),
  );
  for (const { metadata } of await api.list('/api/v1/pods')) {
    const wanted = inMesh.has(metadata.namespace) && metadata.labels?.['istio.io/dataplane-mode'] !== 'none';
    const marked = metadata.annotations?.[REDIRECTION] === 'enabled';
    if (wanted === marked || metadata.deletionTimestamp !== undefined) continue;
    const change = { metadata: { annotations: { [REDIRECTION]: wanted ? 'enabled' : null } } };
    await api.merge(`/api/v1/namespaces/${metadata.namespace}/pods/${metadata.name}`, change, 'istio-cni');
  }
}
