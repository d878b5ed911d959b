import { describeKey, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import type { Cluster, Stored } from './model/cluster';
import { textsOf } from './model/fields';
import { GRPC_ROUTE, HTTP_ROUTE, SERVICE_ENTRY, VIRTUAL_SERVICE } from './model/kinds';
import { modelOf } from './model/model';
import type { RouteSpec } from './model/route-spec';

/** An object that routes the requests of a Service at its waypoint. */
interface Routing {
  /** `NAME.NAMESPACE` of the Service, or a host outside. */
  readonly service: string;
  readonly by: Stored;
}

/** `NAME.NAMESPACE` of a host that is a Service, be it written short or in full; a host outside as it is. */
function serviceOf(host: string, own: string | undefined): string | undefined {
  if (host.includes('*')) return undefined;
  const [name, namespace, svc] = host.split('.');
  if (namespace === undefined) return `${name}.${own}`;
  return svc === undefined || svc === 'svc' ? `${name}.${namespace}` : host;
}

function virtualServices(cluster: Cluster): Routing[] {
  return cluster.ofKind(VIRTUAL_SERVICE).flatMap(by => {
    const { hosts = [], gateways = ['mesh'] } = (by.object.spec ?? {}) as {
      hosts?: readonly string[];
      gateways?: readonly string[];
    };
    return (gateways.includes('mesh') ? hosts : []).flatMap(host => {
      const service = serviceOf(host, by.namespace);
      return service === undefined ? [] : [{ service, by }];
    });
  });
}

/** The route of each Service, and host of a ServiceEntry, that has one; the last of several. */
function serviceRoutes(cluster: Cluster): ReadonlyMap<string, Stored> {
  const routes = [HTTP_ROUTE, GRPC_ROUTE].flatMap(kind => cluster.ofKind(kind));
  const hostsOf = (by: Stored) =>
    ((by.object.spec as RouteSpec).parentRefs ?? []).flatMap(({ kind, name, namespace = by.namespace }) => {
      if (kind === 'Service') return [`${name}.${namespace}`];
      return kind === 'ServiceEntry' ? textsOf(cluster.find(SERVICE_ENTRY, namespace, name)?.object.spec?.hosts) : [];
    });
  return new Map(routes.flatMap(by => hostsOf(by).map((host): [string, Stored] => [host, by])));
}

/**
 * A waypoint joins the routes of VirtualServices and of Gateway API for one host in the order of their age, so that one
 * hides the other. Several HTTPRoutes are merged by specificity and are fine.
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export const hostIsRoutedOnce: Rule = {
  id: 'AMB280',
  doc: 'the requests of a Service are routed at its waypoint by one VirtualService, or by Gateway API',
  why: 'a waypoint joins the routes of both in the order of their age, so that one hides the other',
  see: ['https://istio.io/latest/docs/ambient/usage/l7-features/'],
  level: 'error',
  *faults(index) {
    const { cluster } = modelOf(index);
    const routes = serviceRoutes(cluster);
    const seen = new Map<string, Stored>();
    for (const { service, by } of virtualServices(cluster)) {
      const other = routes.get(service) ?? seen.get(service);
      seen.set(service, by);
      if (other === undefined || other === by) continue;
      const { namespace, name } = other;
      yield {
        path: by.source.path,
        found: `${describeKey(keyOf(by.object))} for the host ${service}, which ${other.object.kind} ${namespace}/${name} routes too`,
        expected: 'one VirtualService for a host, and none beside routes of Gateway API: the older hides the newer',
        cure: 'say it all in one of them; retries and faults are for VirtualServices, so put the routes there too',
      };
    }
  },
};
