import type { ResolvedMesh } from '../mesh/spec';

/** Where affinity is wanted: at the gateway that a route hangs on, or at the waypoint of the Service. */
export type AffinityPlace = 'gateway' | 'waypoint';

/** What affinity needs in a minor of Istio, and what it does not do there. */
interface AffinityRow {
  /** Waypoints apply it only to hosts with a VirtualService, be it one that changes nothing. */
  readonly waypointNeedsVirtualService: boolean;
  /** The first patch in which new and ended pods change the choice; undefined where none does. */
  readonly followsScalingFromPatch?: number;
}

/**
 * @see https://github.com/istio/istio/issues/61045 waypoints without a VirtualService
 * @see https://github.com/istio/istio/issues/60312 pods that come and go
 */
const ROWS: Readonly<Record<string, AffinityRow>> = {
  '1.28': { waypointNeedsVirtualService: true },
  '1.29': { waypointNeedsVirtualService: true },
  '1.30': { waypointNeedsVirtualService: true, followsScalingFromPatch: 3 },
};

const SINCE: AffinityRow = { waypointNeedsVirtualService: false, followsScalingFromPatch: 0 };

const rowOf = ({ row }: Pick<ResolvedMesh, 'row'>) => ROWS[row.minor] ?? SINCE;

/** Whether a VirtualService that changes nothing must stand beside the DestinationRule. */
export function needsVirtualService(mesh: Pick<ResolvedMesh, 'row'>, place: AffinityPlace): boolean {
  return place === 'waypoint' && rowOf(mesh).waypointNeedsVirtualService;
}

/** Whether pods that come and go change the choice. */
export function followsScaling(mesh: Pick<ResolvedMesh, 'row' | 'version'>): boolean {
  const { followsScalingFromPatch } = rowOf(mesh);
  const patch = Number(mesh.version.split('.')[2]);
  return followsScalingFromPatch !== undefined && patch >= followsScalingFromPatch;
}
