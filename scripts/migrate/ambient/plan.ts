import type { Manifest } from '../manifest';
import { Remarks } from '../remarks';
import { checkNetworkPolicies } from './networks';
import { checkPods } from './pods';
import { judge } from './resources';
import { findMoving, type MovingNamespace, namespaceOf } from './sidecars';

/** What has to be done for one namespace. */
export interface NamespacePlan extends MovingNamespace {
  /** The resources that only a waypoint applies. */
  readonly waypointFor: readonly Manifest[];
  /** The labels that are there already. */
  readonly labels: Readonly<Record<string, string>>;
}

export interface Plan {
  readonly namespaces: readonly NamespacePlan[];
  readonly remarks: Remarks;
}

/** What moving every namespace with sidecars takes, and what stands in the way. */
export function planMove(manifests: readonly Manifest[]): Plan {
  const remarks = new Remarks();
  const namespaces = findMoving(manifests).map((moving): NamespacePlan => {
    checkPods(moving, remarks);
    checkNetworkPolicies(manifests, moving.name, remarks);
    const own = manifests.filter(each => namespaceOf(each) === moving.name && each.object.kind !== 'Namespace');
    const waypointFor = own.filter(each => remarkOn(each, remarks));
    const labels = moving.manifest?.object.metadata.labels ?? {};
    checkIdentities(own, waypointFor.length > 0, remarks);
    return { ...moving, waypointFor, labels };
  });
  return { namespaces, remarks };
}

/** Lists what is to be said of a resource; returns whether a waypoint has to apply it. */
function remarkOn(manifest: Manifest, remarks: Remarks): boolean {
  const verdict = judge(manifest);
  if (verdict === undefined) return false;
  remarks.add(verdict.id, manifest, verdict.at, verdict.remark);
  return verdict.needsWaypoint;
}

/** Behind a waypoint ztunnel sees the waypoint as the client, and no longer who called it. */
function checkIdentities(manifests: readonly Manifest[], hasWaypoint: boolean, remarks: Remarks): void {
  if (!hasWaypoint) return;
  for (const manifest of manifests) {
    const { kind, spec = {} } = manifest.object;
    if (kind !== 'AuthorizationPolicy' || judge(manifest) !== undefined || spec.targetRefs !== undefined) continue;
    const rules: { from?: { source?: Record<string, unknown> }[] }[] = spec.rules ?? [];
    const named = rules.some(({ from = [] }) =>
      from.some(({ source = {} }) => ['principals', 'namespaces'].some(key => source[key] !== undefined)),
    );
    if (!named) continue;
    remarks.add('AMB763', manifest, ['spec', 'rules'], {
      level: 'warning',
      found: 'clients by name, for pods behind a waypoint',
      expected: 'the account of the waypoint among them: it is the client that ztunnel sees',
      cure: 'let in the waypoint here, and say who may call by a policy with targetRefs to it',
    });
  }
}
