import type { Manifest } from '../manifest';
import { Remarks } from '../remarks';
import { checkNetworkPolicies } from './networks';
import { checkPods } from './pods';
import { holdsEverywhere, reaches, rootNamespace } from './reach';
import { judge } from './resources';
import { findMoving, type MovingNamespace } from './sidecars';

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
  const moving = findMoving(manifests);
  const root = rootNamespace(manifests);
  const everywhere = moving.length > 0 ? manifests.filter(each => holdsEverywhere(each, root)) : [];
  const needed = everywhere.filter(each => remarkOn(each, remarks));
  const told = new Set(everywhere);
  const namespaces = moving.map((namespace): NamespacePlan => {
    checkPods(namespace, remarks);
    checkNetworkPolicies(manifests, namespace.name, remarks);
    const own = manifests.filter(each => each.object.kind !== 'Namespace' && reaches(each, namespace.name));
    const waypointFor = [...new Set([...own.filter(each => remarkOnce(each, told, remarks)), ...needed])];
    const labels = namespace.manifest?.object.metadata.labels ?? {};
    checkIdentities(
      own.filter(each => !everywhere.includes(each)),
      waypointFor.length > 0,
      remarks,
    );
    return { ...namespace, waypointFor, labels };
  });
  checkIdentities(
    everywhere,
    namespaces.some(({ waypointFor }) => waypointFor.length > 0),
    remarks,
  );
  return { namespaces, remarks };
}

/** The same of a resource that is about several namespaces, told of once. */
function remarkOnce(manifest: Manifest, told: Set<Manifest>, remarks: Remarks): boolean {
  if (told.has(manifest)) return judge(manifest)?.needsWaypoint === true;
  told.add(manifest);
  return remarkOn(manifest, remarks);
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
