import type { ObjectIndex } from '../core/object-index';
import type { Stored } from './model/cluster';
import { type Fields, objectsOf, textOf } from './model/fields';
import { kindId, SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import type { Route } from './model/routes';
import { routeBackends } from './route-backends';

/** A port of a Service that a route at a Gateway sends requests or connections to. */
export interface BackendPort {
  readonly route: Stored;
  readonly service: Stored;
  readonly number: number | undefined;
  /** What is spoken there, in lower case, as far as it is said: `http` of `http-web`; empty where nothing is. */
  readonly protocol: string;
  readonly name: string;
}

/** What is spoken at a port: by `appProtocol`, else by the beginning of its name. */
function protocolOf({ appProtocol, name }: Fields): string {
  const stated = textOf(appProtocol) ?? '';
  return (stated === '' ? (textOf(name)?.split('-')[0] ?? '') : stated).toLowerCase();
}

const known = new WeakMap<ObjectIndex, ReadonlySet<Stored>>();

/** The routes that are attached to a listener. */
function attachedRoutes(index: ObjectIndex): ReadonlySet<Stored> {
  const isAttached = ({ parents }: Route) => parents.some(({ listeners }) => listeners.length > 0);
  const found =
    known.get(index) ??
    new Set(
      modelOf(index)
        .routes.filter(isAttached)
        .map(({ stored }) => stored),
    );
  known.set(index, found);
  return found;
}

const ports = new WeakMap<ObjectIndex, readonly BackendPort[]>();

/** Every port of a Service behind a Gateway. */
export function backendPorts(index: ObjectIndex): readonly BackendPort[] {
  const found = ports.get(index) ?? [...readPorts(index)];
  ports.set(index, found);
  return found;
}

function* readPorts(index: ObjectIndex): Iterable<BackendPort> {
  const { cluster } = modelOf(index);
  const attached = attachedRoutes(index);
  for (const { route, backend, namespace } of routeBackends(index)) {
    if (!attached.has(route) || kindId(backend.group, backend.kind) !== SERVICE) continue;
    const service = cluster.find(SERVICE, namespace, backend.name);
    const port = objectsOf(service?.object.spec?.ports).find(each => each.port === backend.port);
    if (service === undefined || port === undefined) continue;
    yield { route, service, number: backend.port, protocol: protocolOf(port), name: textOf(port.name) ?? '' };
  }
}
