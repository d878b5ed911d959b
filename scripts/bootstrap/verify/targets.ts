import type { KubeObject } from '../../../lib/core/object-index';
import { GATEWAY_API } from '../plan/gateways';
import { objectsOf } from '../plan/plan';
import type { Endpoint } from './endpoints';
import type { RequestOptions } from './http/request';

/** A Service that a rule sends requests to. */
export interface Backend {
  readonly namespace: string;
  readonly name: string;
}

/** A request that one rule of an HTTPRoute is there for. */
export interface Target {
  /** `app1-ns/iphone-routes`. */
  readonly route: string;
  readonly endpoint: Endpoint;
  readonly request: RequestOptions;
  readonly backends: readonly Backend[];
  /** The cookie that keeps a client with its pod; absent where there is no affinity. */
  readonly cookie?: string;
  /** Whether the rule answers for some hostnames only. */
  readonly hostBound: boolean;
}

interface Match {
  readonly path?: { readonly type?: string; readonly value?: string };
  readonly headers?: readonly { readonly type?: string; readonly name: string; readonly value: string }[];
  readonly queryParams?: readonly { readonly type?: string; readonly name: string; readonly value: string }[];
  readonly method?: string;
}

interface Rule {
  readonly matches?: readonly Match[];
  readonly backendRefs?: readonly { readonly name: string; readonly namespace?: string; readonly kind?: string }[];
  readonly filters?: readonly { readonly type: string }[];
}

/** One request for each rule, on each listener that its route attaches to. Rules that no GET reaches have none. */
export function targetsOf(objects: readonly KubeObject[], endpoints: readonly Endpoint[]): Target[] {
  return objectsOf(objects, 'HTTPRoute', GATEWAY_API).flatMap(route => {
    const { name, namespace = 'default' } = route.metadata;
    const hostnames = (route.spec.hostnames ?? []) as string[];
    const rules = (route.spec.rules ?? []) as Rule[];
    return endpointsOf(route, endpoints).flatMap(endpoint =>
      rules.flatMap(rule => {
        const said = toSaid(rule.matches?.[0]);
        if (said === undefined) return [];
        const hostname = concrete(hostnames[0] ?? endpoint.hostname);
        const { host, port, protocol } = endpoint;
        const scheme = protocol === 'HTTPS' ? ('https' as const) : ('http' as const);
        const backends = (rule.backendRefs ?? [])
          .filter(({ kind = 'Service' }) => kind === 'Service')
          .map(reference => ({ name: reference.name, namespace: reference.namespace ?? namespace }));
        return [
          {
            route: `${namespace}/${name}`,
            endpoint,
            request: { host, port, scheme, hostname, ...said },
            backends,
            cookie: cookieOf(objects, backends),
            hostBound: hostnames.length > 0 || endpoint.hostname !== undefined,
          },
        ];
      }),
    );
  });
}

/** The listeners that a route's parents name. */
function endpointsOf({ metadata, spec }: KubeObject, endpoints: readonly Endpoint[]): Endpoint[] {
  const parents = (spec.parentRefs ?? []) as {
    name: string;
    namespace?: string;
    sectionName?: string;
    kind?: string;
  }[];
  return parents.flatMap(parent => {
    const gateway = `${parent.namespace ?? metadata.namespace ?? 'default'}/${parent.name}`;
    return endpoints.filter(
      endpoint =>
        (parent.kind ?? 'Gateway') === 'Gateway' &&
        endpoint.gateway === gateway &&
        (parent.sectionName === undefined || parent.sectionName === endpoint.listener) &&
        ['HTTP', 'HTTPS'].includes(endpoint.protocol) &&
        endpoint.tlsMode !== 'Passthrough',
    );
  });
}

/** Path and headers that meet a match; absent for what a plain GET cannot be made to meet. */
function toSaid({ path, headers = [], queryParams = [], method = 'GET' }: Match = {}) {
  const plain = [path, ...headers, ...queryParams].every(one => one?.type !== 'RegularExpression');
  if (!plain || method !== 'GET') return undefined;
  const query = queryParams.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('&');
  return {
    path: `${path?.value ?? '/'}${query === '' ? '' : `?${query}`}`,
    headers: Object.fromEntries(headers.map(({ name, value }) => [name, value])),
  };
}

/** A name that a wildcard stands for. */
const concrete = (hostname: string | undefined): string | undefined => hostname?.replace(/^\*\./, 'verify.');

/** The cookie of a DestinationRule for one of the backends. */
function cookieOf(objects: readonly KubeObject[], backends: readonly Backend[]): string | undefined {
  const rules = objectsOf(objects, 'DestinationRule', 'networking.istio.io');
  const rule = rules.find(({ metadata, spec }) =>
    backends.some(({ name, namespace }) =>
      [
        `${name}.${namespace}.svc.cluster.local`,
        `${name}.${namespace}`,
        ...(metadata.namespace === namespace ? [name] : []),
      ].includes(spec.host),
    ),
  );
  return rule?.spec.trafficPolicy?.loadBalancer?.consistentHash?.httpCookie?.name;
}
