import type { Construct } from 'constructs';
import { VirtualService } from '../../imports/networking.istio.io';

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
  new VirtualService(scope, id, {
    metadata: { name, namespace },
    spec: { hosts: [host], http: [...http] as never },
  });
}
