import type { Manifest } from './manifest';
import type { Labels } from './spec/pod';

export interface OpenPort {
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
}

export const tcp = (port: number): OpenPort => ({ port, protocol: 'TCP' });
export const udp = (port: number): OpenPort => ({ port, protocol: 'UDP' });

/** A NetworkPolicy that lets anyone in at the given ports, one rule for each list, and everything out. */
export function toNetworkPolicy(
  metadata: Manifest['metadata'],
  podLabels: Labels,
  ingress: readonly (readonly OpenPort[])[],
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata,
    spec: {
      podSelector: { matchLabels: podLabels },
      policyTypes: ['Ingress', 'Egress'],
      ingress: ingress.map(ports => ({ ports })),
      // The API server, identity providers and the mesh itself may be anywhere.
      egress: [{}],
    },
  };
}
