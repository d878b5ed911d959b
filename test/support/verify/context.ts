import type { KubeObject } from '../../../lib/core/object-index';
import { resolveMesh } from '../../../lib/mesh/spec';
import type { LiveObject } from '../../../scripts/bootstrap/kubectl/live-object';
import type { Outcome, VerifyContext } from '../../../scripts/bootstrap/verify/check';
import type { Endpoint } from '../../../scripts/bootstrap/verify/endpoints';
import { LiveCluster } from '../../../scripts/bootstrap/verify/live-cluster';
import type { MeshSource } from '../../../scripts/bootstrap/verify/mesh/source';
import { targetsOf } from '../../../scripts/bootstrap/verify/targets';

export interface ContextOptions {
  readonly objects: readonly KubeObject[];
  /** What the cluster has, by resource: `pods`, `services`, `gateways.gateway.networking.k8s.io`, `secret`. */
  readonly live?: Readonly<Record<string, readonly object[]>>;
  readonly endpoints?: readonly Endpoint[];
  readonly mesh?: Partial<MeshSource>;
}

const silent = () => Promise.reject(new Error('nobody is there to ask'));

/** What checks look at, made of given parts. */
export function verifyContext({ objects, live = {}, endpoints = [], mesh = {} }: ContextOptions): VerifyContext {
  const get = async ([resource, name, , namespace]: readonly string[]) => {
    const items = (live[resource] ?? []) as LiveObject[];
    if (resource !== 'secret') return items;
    return items.filter(({ metadata }) => metadata.name === name && metadata.namespace === namespace);
  };
  return {
    plan: { mesh: resolveMesh(), objects, enabled: true },
    objects,
    live: new LiveCluster({ get }),
    mesh: { ztunnelDump: silent, ztunnelLog: silent, syncStatus: silent, exec: silent, knock: silent, ...mesh },
    endpoints,
    targets: targetsOf(objects, endpoints),
  };
}

/** Outcomes as one would read them, without what differs from run to run. */
export const readable = (outcomes: readonly Outcome[]): string[] =>
  outcomes.map(({ ok, subject, found }) =>
    `${ok ? 'holds' : 'FAILS'} ${subject}: ${found}`.replace(/:\d{4,5}\b/g, ':PORT'),
  );

/** What does not hold, and what to do about it. */
export const faultsOf = (outcomes: readonly Outcome[]): string =>
  outcomes
    .filter(({ ok }) => !ok)
    .map(({ subject, found, cure }) => `${subject}: ${found}\n  cure: ${cure}`.replace(/:\d{4,5}\b/g, ':PORT'))
    .join('\n');

/** A ready pod of a Service. */
export const pod = (namespace: string, name: string, labels: Record<string, string>, more: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, namespace, labels },
  spec: { containers: [{ name: 'page', ports: [{ containerPort: 8080 }] }], serviceAccountName: 'iphone' },
  status: { phase: 'Running', podIP: '10.0.0.1', conditions: [{ type: 'Ready', status: 'True' }] },
  ...more,
});
