import type { ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe, type Stored } from './model/cluster';
import { GATEWAY, kindId, LISTENER_SET, SERVICE, SERVICE_ENTRY } from './model/kinds';
import { modelOf } from './model/model';
import { mayBeThere } from './model/other-makers';
import type { ParentReference } from './model/route-spec';

const KINDS: ReadonlySet<string> = new Set([GATEWAY, LISTENER_SET, SERVICE, SERVICE_ENTRY]);

/** Whether a reference names something that should be here, and is not. */
function isMissing(
  index: ObjectIndex,
  route: Stored,
  { group, kind, name, namespace = route.namespace }: ParentReference,
) {
  const id = kindId(group, kind);
  const { cluster } = modelOf(index);
  if (!KINDS.has(id) || cluster.find(id, namespace, name) !== undefined) return false;
  return cluster.knows(id, namespace) && !mayBeThere(index, id, namespace, name);
}

/** A route without its parent gets no status at all: nothing on the cluster tells. */
export const routeParentExists: Rule = {
  id: 'AMB601',
  doc: 'what a route names as its parent is there',
  why: 'a route to a Gateway that is not there does nothing, and has no status that says so',
  see: ['https://gateway-api.sigs.k8s.io/api-types/httproute/#attaching-to-gateways'],
  level: 'error',
  *faults(index) {
    const { routes } = modelOf(index);
    for (const { stored, spec } of routes) {
      for (const reference of spec.parentRefs ?? []) {
        if (!isMissing(index, stored, reference)) continue;
        const { kind, name, namespace = stored.namespace } = reference;
        const found = `${describe(stored)} with parent ${kind} ${namespace}/${name}, which is not there`;
        yield fault(stored, found, `a ${kind} of that name`, 'correct name and namespace of the reference, or add it');
      }
    }
  },
};
