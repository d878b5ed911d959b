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
}
