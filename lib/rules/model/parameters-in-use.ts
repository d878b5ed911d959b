import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import type { Gateway } from './gateways';
import { modelOf } from './model';
import { type Overlay, overlaysOf } from './overlays';
import { parameterMaps } from './parameters';
import { systemNamespaceOf } from './root-namespace';

/** All that is laid over what istiod makes of a Gateway: that of its class, then its own. */
export const overlaysFor = (index: ObjectIndex, gateway: Stored): readonly Overlay[] =>
  parameterMaps(modelOf(index).cluster, gateway, systemNamespaceOf(index)).flatMap(overlaysOf);

/** The ConfigMaps of parameters in use, each with the Gateways that it is for. */
export function parametersInUse(index: ObjectIndex): ReadonlyMap<Stored, readonly Gateway[]> {
  const { cluster, gateways } = modelOf(index);
  const root = systemNamespaceOf(index);
  const users = new Map<Stored, Gateway[]>();
  for (const gateway of gateways) {
    if (gateway.controller === undefined || gateway.controller.role === 'remote') continue;
    for (const map of parameterMaps(cluster, gateway.stored, root)) {
      users.set(map, [...(users.get(map) ?? []), gateway]);
    }
  }
  return users;
}
