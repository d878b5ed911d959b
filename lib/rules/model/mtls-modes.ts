import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { at, fieldsOf, textOf } from './fields';
import { PEER_AUTHENTICATION } from './kinds';
import { type PolicyScope, scopesOf } from './policy-scopes';
import type { Workload } from './workloads';

/** How a port of pods takes connections, and who says so. */
export interface MtlsMode {
  readonly mode: string;
  readonly by: Stored;
}

const modeIn = (value: unknown): string | undefined => {
  const mode = textOf(at(value, 'mode'));
  return mode === 'UNSET' ? undefined : mode;
};

const ofWhole = ({ policy }: PolicyScope) => modeIn(at(policy.object, 'spec', 'mtls'));

/**
 * The mode of a port of some pods: by a policy for them, for their namespace, for the mesh; undefined where none speaks.
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export function mtlsModes(index: ObjectIndex): (workload: Workload, port: number | undefined) => MtlsMode | undefined {
  const scopes = scopesOf(index, PEER_AUTHENTICATION);
  const byWorkload = new Map<Workload, PolicyScope>();
  for (const scope of scopes.filter(each => each.selector !== undefined)) {
    for (const workload of scope.workloads) byWorkload.set(workload, byWorkload.get(workload) ?? scope);
  }
  const wide = scopes.filter(each => each.selector === undefined);
  const byNamespace = new Map(wide.filter(each => !each.isMeshWide).map(each => [each.policy.namespace, each]));
  const ofMesh = wide.find(each => each.isMeshWide);
  return (workload, port) => {
    const own = byWorkload.get(workload);
    const ofPort = own && modeIn(fieldsOf(at(own.policy.object, 'spec', 'portLevelMtls'))[String(port)]);
    if (own !== undefined && ofPort !== undefined) return { mode: ofPort, by: own.policy };
    for (const scope of [own, byNamespace.get(workload.namespace), ofMesh]) {
      const mode = scope && ofWhole(scope);
      if (scope !== undefined && mode !== undefined) return { mode, by: scope.policy };
    }
    return undefined;
  };
}
