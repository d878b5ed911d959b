import { describeKey, type IndexedObject, keyOf, type ObjectIndex } from '../core/object-index';
import type { Rule } from '../core/rule';

/** An object that routes the requests of a Service at its waypoint. */
interface Routing {
  /** `NAME.NAMESPACE` of the Service. */
  readonly service: string;
  readonly by: IndexedObject;
}

interface ParentRef {
  readonly kind?: string;
  readonly name: string;
  readonly namespace?: string;
}

/** `NAME.NAMESPACE` of a host that is a Service, be it written short or in full. */
function serviceOf(host: string, own: string | undefined): string | undefined {
  if (host.includes('*')) return undefined;
  const [name, namespace, svc] = host.split('.');
  if (namespace === undefined) return `${name}.${own}`;
  return svc === undefined || svc === 'svc' ? `${name}.${namespace}` : undefined;
}

function virtualServices(index: ObjectIndex): Routing[] {
  return index.ofKind('VirtualService', 'networking.istio.io').flatMap(by => {
    const { spec, metadata } = by.object;
    const gateways: readonly string[] = spec?.gateways ?? ['mesh'];
    const hosts: readonly string[] = gateways.includes('mesh') ? (spec?.hosts ?? []) : [];
    return hosts.flatMap(host => {
      const service = serviceOf(host, metadata.namespace);
      return service === undefined ? [] : [{ service, by }];
    });
  });
}

function serviceRoutes(index: ObjectIndex): Routing[] {
  const routes = ['HTTPRoute', 'GRPCRoute'].flatMap(kind => index.ofKind(kind, 'gateway.networking.k8s.io'));
  return routes.flatMap(by => {
    const parents: readonly ParentRef[] = by.object.spec?.parentRefs ?? [];
    return parents
      .filter(({ kind }) => kind === 'Service')
      .map(({ name, namespace }) => ({ service: `${name}.${namespace ?? by.object.metadata.namespace}`, by }));
  });
}

/**
 * A waypoint joins the routes of VirtualServices and of Gateway API for one host in the order of their age, so that one
 * hides the other. Several HTTPRoutes are merged by specificity and are fine.
 * @see https://istio.io/latest/docs/ambient/usage/l7-features/
 */
export const hostIsRoutedOnce: Rule = {
  id: 'AMB280',
  doc: 'the requests of a Service are routed at its waypoint by one VirtualService, or by Gateway API',
  level: 'error',
  *faults(index) {
    const routes = serviceRoutes(index);
    const seen = new Map<string, IndexedObject>();
    for (const { service, by } of virtualServices(index)) {
      const other = routes.find(route => route.service === service)?.by ?? seen.get(service);
      seen.set(service, by);
      if (other === undefined || other === by) continue;
      const { namespace, name } = other.object.metadata;
      yield {
        path: by.path,
        found: `${describeKey(keyOf(by.object))} for the host ${service}, which ${other.object.kind} ${namespace}/${name} routes too`,
        expected: 'one VirtualService for a host, and none beside routes of Gateway API: the older hides the newer',
        cure: 'say it all in one of them; retries and faults are for VirtualServices, so put the routes there too',
      };
    }
  },
};
