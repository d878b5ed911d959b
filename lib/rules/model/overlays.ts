import type { Cluster, Stored } from './cluster';
import { at, objectsOf } from './fields';
import type { Gateway } from './gateways';
import { readYaml } from './mesh-config';
import { OVERLAYS, parameterMaps } from './parameters';

/** One key of a ConfigMap of parameters. */
export interface Overlay {
  /** The ConfigMap. */
  readonly map: Stored;
  readonly key: string;
  /** What is laid over the object; undefined where the text holds none. */
  readonly value: Readonly<Record<string, unknown>> | undefined;
}

const read = new WeakMap<Stored, readonly Overlay[]>();

/** The overlays of a ConfigMap that istiod knows. */
export function overlaysOf(map: Stored): readonly Overlay[] {
  const known = read.get(map) ?? readOverlays(map);
  read.set(map, known);
  return known;
}

/** An empty text lays nothing over, nor does null, which the API server stores as one. */
function readOverlays(map: Stored): Overlay[] {
  const data: Readonly<Record<string, unknown>> = map.object.data ?? {};
  const keys = OVERLAYS.filter(key => Object.hasOwn(data, key));
  return keys.map(key => ({ map, key, value: readYaml(data[key] ?? '') }));
}

/** What decides which parameters a Gateway gets. */
interface Parameterized {
  readonly cluster: Cluster;
  readonly gateways: readonly Gateway[];
  readonly systemNamespace: string;
}

/** All that is laid over what istiod makes of a Gateway: that of its class, then its own. */
export const overlaysFor = (model: Omit<Parameterized, 'gateways'>, gateway: Stored): readonly Overlay[] =>
  parameterMaps(model.cluster, gateway, model.systemNamespace).flatMap(overlaysOf);

/** The ConfigMaps of parameters in use, each with the Gateways that it is for. */
export function parametersInUse({ cluster, gateways, systemNamespace }: Parameterized) {
  const users = new Map<Stored, Gateway[]>();
  for (const gateway of gateways) {
    if (gateway.controller === undefined || gateway.controller.role === 'remote') continue;
    for (const map of parameterMaps(cluster, gateway.stored, systemNamespace)) {
      users.set(map, [...(users.get(map) ?? []), gateway]);
    }
  }
  return users;
}

/** A port of a Service, as an overlay or a manifest states it. */
export interface StatedPort {
  readonly port?: unknown;
  readonly nodePort?: unknown;
  readonly protocol?: unknown;
}

/** The ports in the spec of a Service; none where it is not as it should be. */
export function statedPorts(object: Readonly<Record<string, unknown>> | undefined): readonly StatedPort[] {
  return objectsOf(at(object, 'spec', 'ports'));
}
