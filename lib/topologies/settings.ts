import type { AddressRange } from '../addons/metallb/address-range';
import type { AmbientMeshProps } from '../mesh/spec';

/** What whoever runs synth decides about a topology, whichever it is. */
export interface Settings {
  /**
   * Whether there is a mesh. Without, there are apps and add-ons alone: no mesh, no Gateways, no routes, no labels.
   * @default true
   */
  readonly enabled?: boolean;
  /**
   * Laid over the topology's own props of the mesh.
   * @default - none
   */
  readonly mesh?: AmbientMeshProps;
  /**
   * Proxy pods of each Gateway.
   * @default - the topology's
   */
  readonly gatewayReplicas?: number;
  /**
   * Addresses that MetalLB gives out, in topologies that have it do so.
   * @default - part of the network that kind's nodes usually share
   */
  readonly addressPool?: PoolOptions;
}

/** The addresses that MetalLB may give. */
export interface PoolOptions {
  /** Free addresses of the nodes' own network. */
  readonly addresses: readonly AddressRange[];
  /**
   * The one that the topology's first Gateway gets.
   * @default - the next free one
   */
  readonly fixedAddress?: string;
}
