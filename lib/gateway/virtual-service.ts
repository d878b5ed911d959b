import type { Construct } from 'constructs';
import type * as generated from '../../imports/networking.istio.io';

/** A VirtualService for one host, as waypoints read it: in the namespace of the host, for the whole mesh. */
export interface WaypointVirtualService {
  readonly name: string;
  readonly namespace: string;
  readonly host: string;
  readonly http: readonly object[];
}

/** Adds a VirtualService as the child of that id. */
export function addVirtualService(
  scope: Construct,
  id: string,
  { name, namespace, host, http }: WaypointVirtualService,
): void {
  // loaded here, so that a system without it does not pay for it
  const { VirtualService }: typeof generated = require('../../imports/networking.istio.io');
  new VirtualService(scope, id, {
    metadata: { name, namespace },
    spec: { hosts: [host], http: [...http] as never },
  });
}
