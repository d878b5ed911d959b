import { ApiObject, type ApiObjectProps } from 'cdk8s';
import { Construct } from 'constructs';
import { HttpRoute as HttpRouteResource } from '../../imports/gateway.networking.k8s.io';
import { enforce } from '../core/checks';
import { checkShape, type Shape } from '../core/shape';
import { meshOrDefault } from '../mesh/identity';
import type { ResolvedMesh } from '../mesh/spec';
import { ATTACHMENT_CHECKS, type Attachment, admit, PARENTS, type Parent, parentsOf, toParentRefs } from './attachment';
import { HEADER_CHECKS, PATH_CHECKS } from './filter-checks';
import type { GatewayApiChannel } from './gateway-api';
import { HTTP_CHECKS } from './http-checks';
import { type HttpRouteRule, toHttpRule, toRetry } from './http-rule';
import { routeNamespace } from './route-namespace';
import { grantBackends, WEIGHT_CHECKS } from './weighted-backend';

export type HttpRouteProps = HttpRouteOptions & Attachment;

export interface HttpRouteOptions {
  /** metadata.name. */
  readonly name: string;

  /**
   * metadata.namespace.
   * @default - the namespace of the Service that it routes, else of the first backend, else of the Gateway
   */
  readonly namespace?: string;

  /**
   * Labels of the route.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * Annotations of the route, such as those that ExternalDNS reads.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;

  /**
   * The hosts that it answers for; at a Service they do not count.
   * @default - those of the listener
   */
  readonly hostnames?: readonly string[];

  /** Tried by specificity of their matches, not in order. */
  readonly rules: readonly HttpRouteRule[];

  /**
   * Which CRDs of Gateway API the cluster has.
   * @default 'standard'
   */
  readonly channel?: GatewayApiChannel;

  /**
   * The mesh, whose version decides what can be said.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** What has to be there to read the props at all. */
export const ROUTE_SHAPE: Shape = { gateway: 'map', service: 'map', parents: 'maps', rules: 'maps', hostnames: 'list' };

interface ResolvedHttpRoute extends HttpRouteOptions {
  readonly kind: 'HTTPRoute';
  readonly namespace: string;
  readonly parents: readonly Parent[];
  readonly channel: GatewayApiChannel;
  readonly mesh: ResolvedMesh;
}

function resolve(props: HttpRouteProps): ResolvedHttpRoute {
  const parents = parentsOf(props);
  return {
    ...props,
    kind: 'HTTPRoute',
    parents,
    rules: props.rules ?? [],
    namespace: routeNamespace(props, parents),
    channel: props.channel ?? 'standard',
    mesh: meshOrDefault(props.mesh),
  };
}

/**
 * An HTTPRoute: at the edge on a Gateway or ListenerSet, inside the mesh on a Service behind a waypoint. Where a backend
 * is in another namespace than the route, the ReferenceGrant that this needs stands beside it.
 * @see https://gateway-api.sigs.k8s.io/api-types/httproute/
 */
export class HttpRoute extends Construct {
  /** metadata.name of the route. */
  readonly name: string;

  /** metadata.namespace of the route. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: HttpRouteProps) {
    super(scope, id);
    checkShape(this, 'HttpRoute', props, ROUTE_SHAPE, PARENTS);
    const route = resolve(props);
    const { name, namespace, labels, annotations, hostnames, rules } = route;
    enforce(this, ATTACHMENT_CHECKS, route);
    enforce(this, HTTP_CHECKS, route);
    enforce(this, [...HEADER_CHECKS, ...PATH_CHECKS, ...WEIGHT_CHECKS], route);
    admit(route);
    this.name = name;
    this.namespace = namespace;
    const manifest = HttpRouteResource.manifest({
      metadata: { name, namespace, labels, annotations },
      spec: {
        parentRefs: toParentRefs(route.parents),
        hostnames: hostnames && [...hostnames],
        rules: rules.map(rule => toHttpRule(rule, namespace)) as never,
      },
    });
    new ApiObject(this, 'Resource', addRetries(manifest, rules));
    grantBackends(this, route, rules.flatMap(backendsOf));
  }
}

/** Every Service that a rule names. */
function backendsOf({ backends = [], requestMirrors = [] }: HttpRouteRule) {
  return [...backends, ...requestMirrors].map(({ backend }) => backend);
}

/** The generated class is of the standard channel and leaves retries out. */
function addRetries(manifest: ApiObjectProps, rules: readonly HttpRouteRule[]): ApiObjectProps {
  if (rules.every(({ retry }) => retry === undefined)) return manifest;
  const spec: { rules: object[] } = manifest.spec;
  const withRetries = spec.rules.map((rule, index) => {
    const { retry } = rules[index];
    return retry === undefined ? rule : { ...rule, retry: toRetry(retry) };
  });
  return { ...manifest, spec: { ...spec, rules: withRetries } };
}
