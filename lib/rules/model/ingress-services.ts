import type { ObjectIndex } from '../../core/object-index';
import type { Cluster, Stored } from './cluster';
import { kindId, SERVICE } from './kinds';
import { modelOf } from './model';
import type { Route } from './routes';

const known = new WeakMap<ObjectIndex, ReadonlyMap<Stored, readonly Route[]>>();

/** The Services that Gateways send requests to, each with the routes by which they do. */
export function ingressServices(index: ObjectIndex): ReadonlyMap<Stored, readonly Route[]> {
  const found = known.get(index) ?? read(index);
  known.set(index, found);
  return found;
}

function read(index: ObjectIndex): ReadonlyMap<Stored, readonly Route[]> {
  const { cluster, routes } = modelOf(index);
  const found = new Map<Stored, Route[]>();
  for (const route of routes) {
    if (!route.parents.some(({ listeners }) => listeners.length > 0)) continue;
    for (const service of servicesOf(cluster, route)) {
      const before = found.get(service);
      if (before === undefined) found.set(service, [route]);
      else before.push(route);
    }
  }
  return found;
}

/** The Services that a route sends requests to, each once. */
function servicesOf(cluster: Cluster, { stored, spec }: Route): ReadonlySet<Stored> {
  const backends = (spec.rules ?? []).flatMap(({ backendRefs = [] }) => backendRefs);
  const services = backends
    .filter(({ group, kind, weight }) => kindId(group, kind) === SERVICE && weight !== 0)
    .map(({ name, namespace = stored.namespace }) => cluster.find(SERVICE, namespace, name));
  return new Set(services.filter(service => service !== undefined));
}
