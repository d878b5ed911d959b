import type { Manifest } from './manifest';

/** The priority of the agents that every node needs. */
export const NODE_CRITICAL = 'system-node-critical';

/** Lets pods of node-critical priority into a namespace; some platforms do so only where a quota says how many. */
export function toResourceQuota(metadata: Manifest['metadata'], pods: number): Manifest {
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata,
    spec: {
      hard: { pods: String(pods) },
      scopeSelector: {
        matchExpressions: [{ operator: 'In', scopeName: 'PriorityClass', values: [NODE_CRITICAL] }],
      },
    },
  };
}
