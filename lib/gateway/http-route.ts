import { Construct } from 'constructs';
import { HttpRoute as HttpRouteResource, ReferenceGrant } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';
import type { Backend } from './backend';
import type { Gateway } from './gateway';

export interface HttpRouteProps {
  /** metadata.name. */
  readonly name: string;

  /**
   * metadata.namespace.
   * @default - the namespace of the first backend
   */
  readonly namespace?: string;

  /** The Gateway that it attaches to; the listener admits the namespace of the route. */
  readonly gateway: Gateway;

  /**
   * The listener that it attaches to.
   * @default - every listener of the Gateway
   */
  readonly sectionName?: string;

  /**
   * The hosts that it answers for.
   * @default - those of the listener
   */
  readonly hostnames?: readonly string[];

  /** Tried by specificity of their paths, not in order. */
  readonly rules: readonly HttpRouteRule[];
}

export interface HttpRouteRule {
  /**
   * Requests whose path begins with it, by whole segments.
   * @default '/'
   */
  readonly pathPrefix?: string;

  /** Where the requests go; with more than one, by weight. */
  readonly backends: readonly WeightedBackend[];
}

export interface WeightedBackend {
  readonly backend: Backend;

  /**
   * The share of requests, relative to the weights beside it.
   * @default 1
   */
  readonly weight?: number;
}

interface ResolvedHttpRoute extends HttpRouteProps {
  readonly namespace: string;
}

const CHECKS: Check<ResolvedHttpRoute>[] = [
  {
    id: 'AMB221',
    when: ({ gateway, sectionName }) =>
      sectionName !== undefined && !gateway.listeners.some(({ name }) => name === sectionName),
    found: ({ sectionName }) => `sectionName "${sectionName}"`,
    expected: ({ gateway }) =>
      `a listener of Gateway ${gateway.name}: ${gateway.listeners.map(({ name }) => `"${name}"`).join(', ')}`,
    cure: 'name one of them, or leave out sectionName to attach to all',
  },
  {
    id: 'AMB222',
    when: ({ rules }) => rules.length === 0 || rules.some(({ backends }) => backends.length === 0),
    found: ({ rules }) => (rules.length === 0 ? 'no rules' : 'a rule without backends'),
    expected: 'one rule or more with one backend or more each; without backends requests are answered 404',
    cure: 'add a backend',
  },
  {
    id: 'AMB223',
    when: ({ rules }) => rules.some(({ pathPrefix = '/' }) => !pathPrefix.startsWith('/')),
    found: ({ rules }) =>
      rules
        .flatMap(({ pathPrefix = '/' }) => (pathPrefix.startsWith('/') ? [] : [`pathPrefix "${pathPrefix}"`]))
        .join(', '),
    expected: 'a prefix that begins with /',
    cure: 'put a slash in front',
  },
];

/**
 * An HTTPRoute on a Gateway. Where a backend is in another namespace than the route, the ReferenceGrant that this
 * needs stands beside it.
 */
export class HttpRoute extends Construct {
  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    const namespace = props.namespace ?? props.rules[0]?.backends[0]?.backend.namespace ?? props.gateway.namespace;
    const route: ResolvedHttpRoute = { ...props, namespace };
    enforce(this, CHECKS, route);
    route.gateway.admit(namespace, route.sectionName);
    new HttpRouteResource(this, 'Resource', {
      metadata: { name: route.name, namespace },
      spec: {
        parentRefs: [{ name: route.gateway.name, namespace: route.gateway.namespace, sectionName: route.sectionName }],
        hostnames: route.hostnames && [...route.hostnames],
        rules: route.rules.map(rule => toRule(rule, namespace)) as never,
      },
    });
    for (const backend of foreignServices(route)) this.grant(route, backend);
  }

  private grant({ name, namespace }: ResolvedHttpRoute, backend: Backend) {
    new ReferenceGrant(this, `Grant-${backend.namespace}-${backend.serviceName}`, {
      metadata: { name: `${namespace}-${name}-${backend.serviceName}`, namespace: backend.namespace },
      spec: {
        from: [{ group: 'gateway.networking.k8s.io', kind: 'HTTPRoute', namespace }],
        to: [{ group: '', kind: 'Service', name: backend.serviceName }],
      },
    });
  }
}

function toRule({ pathPrefix, backends }: HttpRouteRule, namespace: string) {
  return {
    matches: [{ path: { type: 'PathPrefix', value: pathPrefix ?? '/' } }],
    backendRefs: backends.map(({ backend, weight }) => ({
      name: backend.serviceName,
      namespace: backend.namespace === namespace ? undefined : backend.namespace,
      port: backend.port,
      weight,
    })),
  };
}

/** The Services of other namespaces that a route names, each once. */
function foreignServices({ namespace, rules }: ResolvedHttpRoute): Backend[] {
  const backends = rules.flatMap(rule => rule.backends.map(({ backend }) => backend));
  const byName = new Map(backends.map(backend => [`${backend.namespace}/${backend.serviceName}`, backend]));
  return [...byName.values()].filter(backend => backend.namespace !== namespace);
}
