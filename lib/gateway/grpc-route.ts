import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { GrpcRoute as GrpcRouteResource } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';
import { ATTACHMENT_CHECKS, type Attachment, admit, parentsOf, toParentRefs } from './attachment';
import { HEADER_CHECKS } from './filter-checks';
import { type Filters, toFilters } from './http-filter';
import { toValueMatch, type ValueMatch } from './http-match';
import { type HttpBackend, toHttpBackendRefs } from './http-rule';
import { routeNamespace } from './route-namespace';
import { grantBackends, HAS_BACKENDS, WEIGHT_CHECKS } from './weighted-backend';

export type GrpcRouteProps = GrpcRouteOptions & Attachment;

export interface GrpcRouteOptions {
  /** metadata.name. */
  readonly name: string;

  /**
   * metadata.namespace.
   * @default - the namespace of the Service that it routes, else of the first backend
   */
  readonly namespace?: string;

  /**
   * Labels of the route.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;

  /**
   * The hosts that it answers for.
   * @default - those of the listener
   */
  readonly hostnames?: readonly string[];

  /** Tried by specificity of their matches. */
  readonly rules: readonly GrpcRouteRule[];
}

/** Which calls a GRPCRoute takes and what becomes of them. */
export interface GrpcRouteRule
  extends Pick<Filters, 'requestHeaderModifier' | 'responseHeaderModifier' | 'requestMirrors'> {
  /**
   * Names the rule in logs and statuses.
   * @default - none
   */
  readonly name?: string;

  /**
   * Calls that one of these matches.
   * @default - every call
   */
  readonly matches?: readonly GrpcMatch[];

  /** Where the calls go; with more than one, by weight. */
  readonly backends: readonly HttpBackend[];
}

/** Calls; all given parts must hold, one at least is given. @see https://gateway-api.sigs.k8s.io/reference/spec/#grpcroutematch */
export interface GrpcMatch {
  /** The service with its package, such as `shop.v1.Cart`. @default - every service */
  readonly service?: string;
  /** @default - every method */
  readonly method?: string;
  /** How service and method are read. @default 'Exact' */
  readonly type?: 'Exact' | 'RegularExpression';
  /** All must match. @default - none */
  readonly headers?: readonly ValueMatch[];
}

const isEmpty = ({ service, method, headers = [] }: GrpcMatch) =>
  service === undefined && method === undefined && headers.length === 0;

const MATCHES_SAY_SOMETHING: Check<GrpcRouteOptions> = {
  id: 'AMB263',
  when: ({ rules }) => rules.some(({ matches = [] }) => matches.some(isEmpty)),
  found: () => 'a match without service, method and headers',
  expected: 'one of them: the API server refuses an empty match',
  cure: 'leave out matches for every call',
};

/**
 * A GRPCRoute: calls by service and method. Every call is also a request of the host: an HTTPRoute for the same hostname
 * on the same listener is refused.
 * @see https://gateway-api.sigs.k8s.io/api-types/grpcroute/
 */
export class GrpcRoute extends Construct {
  /** metadata.name of the route. */
  readonly name: string;

  /** metadata.namespace of the route. */
  readonly namespace: string;

  constructor(scope: Construct, id: string, props: GrpcRouteProps) {
    super(scope, id);
    const parents = parentsOf(props);
    const { name, labels, hostnames, rules } = props;
    const namespace = routeNamespace(props, parents);
    const route = { kind: 'GRPCRoute' as const, name, namespace, parents, rules };
    enforce(this, ATTACHMENT_CHECKS, route);
    enforce(this, [HAS_BACKENDS, ...WEIGHT_CHECKS], route);
    enforce(this, [MATCHES_SAY_SOMETHING, ...HEADER_CHECKS], route);
    admit(route);
    this.name = name;
    this.namespace = namespace;
    const spec = {
      parentRefs: toParentRefs(parents),
      hostnames: hostnames && [...hostnames],
      rules: rules.map(rule => toGrpcRule(rule, namespace)) as never,
    };
    new ApiObject(this, 'Resource', GrpcRouteResource.manifest({ metadata: { name, namespace, labels }, spec }));
    const used = rules.flatMap(({ backends, requestMirrors = [] }) => [...backends, ...requestMirrors]);
    grantBackends(
      this,
      route,
      used.map(({ backend }) => backend),
    );
  }
}

function toGrpcRule(rule: GrpcRouteRule, own: string) {
  return {
    name: rule.name,
    matches: rule.matches?.map(toGrpcMatch),
    filters: toFilters(rule, own),
    backendRefs: toHttpBackendRefs(rule.backends, own),
  };
}

function toGrpcMatch({ service, method, type = 'Exact', headers }: GrpcMatch) {
  return {
    method: service === undefined && method === undefined ? undefined : { type, service, method },
    headers: headers?.map(toValueMatch),
  };
}
