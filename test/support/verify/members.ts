import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { KubeObject } from '../../../lib/core/object-index';
import type { LiveObject } from '../../../scripts/bootstrap/kubectl/live-object';
import type { Check } from '../../../scripts/bootstrap/verify/check';
import type { MeshSource } from '../../../scripts/bootstrap/verify/mesh/source';
import { pod, readable, verifyContext } from './context';

/** What a program of the mesh once said; see README.md beside the files. */
export const recorded = (name: string): string =>
  readFileSync(join(__dirname, '../../unit/scripts/bootstrap/recorded', name), 'utf8');

export const namespace = (name: string, labels: Record<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name, labels },
});

export const AMBIENT = { 'istio.io/dataplane-mode': 'ambient' };

export interface PodOptions {
  readonly ip?: string;
  readonly node?: string;
  readonly account?: string;
  readonly metadata?: object;
  readonly containers?: readonly { name: string }[];
}

/** A ready pod of a namespace in the mesh. */
export function member(
  space: string,
  name: string,
  { ip, node, account, metadata, containers }: PodOptions = {},
): LiveObject {
  const made = pod(space, name, {});
  return {
    ...made,
    metadata: { ...made.metadata, ...metadata },
    spec: { ...made.spec, nodeName: node, serviceAccountName: account, containers: containers ?? [{ name: 'page' }] },
    status: { ...made.status, podIP: ip },
  };
}

/** The one ztunnel of the clusters here. */
export const ztunnel = {
  ...member('istio-system', 'ztunnel-n5bg2', { node: 'ambient-worker2' }),
  metadata: { name: 'ztunnel-n5bg2', namespace: 'istio-system', labels: { app: 'ztunnel' } },
};

export const istiod = {
  ...member('istio-system', 'istiod-1'),
  metadata: { name: 'istiod-1', namespace: 'istio-system', labels: { app: 'istiod' } },
};

/** Runs a check over namespaces that are to be in the mesh, as they are on the cluster, with their pods. */
export async function seen(
  check: Check,
  namespaces: readonly KubeObject[],
  pods: readonly LiveObject[],
  mesh: Partial<MeshSource> = {},
) {
  const objects = namespaces.map(({ metadata }) => namespace(metadata.name, AMBIENT));
  const live = { namespaces, pods: [...pods, ztunnel, istiod] };
  return readable(await check.run(verifyContext({ objects, live, mesh })));
}
