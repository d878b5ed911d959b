import type { Check } from '../core/checks';
import type { Backend } from './backend';
import { type Listener, type RouteKind, takesRoute } from './listener';

/** What a route can hang on at the edge of the mesh: a Gateway or a ListenerSet. */
export interface RouteParent {
  readonly kind: 'Gateway' | 'ListenerSet';

  /** metadata.name. */
  readonly name: string;

  /** metadata.namespace. */
  readonly namespace: string;

  /** Its listeners. @default - not known: it was made elsewhere */
  readonly listeners?: readonly Listener[];

  /** Lets routes of a namespace attach: to the listener of that name, or to all that take such routes. */
  admit(namespace: string, sectionName?: string, kind?: RouteKind): void;
}

/** The props that say where a route hangs. */
export const PARENTS = ['gateway', 'service', 'parents'] as const;

/** Where a route hangs: on a listener of a Gateway, on a Service (then a waypoint applies it), or on several. */
export type Attachment = GatewayAttachment | ServiceAttachment | SeveralAttachments;

export interface GatewayAttachment {
  /** The Gateway or ListenerSet that it attaches to; the listener admits the namespace of the route. */
  readonly gateway: RouteParent;

  /**
   * The listener that it attaches to.
   * @default - every listener that takes such routes
   */
  readonly sectionName?: string;

  readonly service?: undefined;
  readonly parents?: undefined;
}

export interface ServiceAttachment {
  /** The Service whose requests it routes, at its waypoint; the route must be in the namespace of the Service. */
  readonly service: Backend;

  readonly gateway?: undefined;
  readonly sectionName?: undefined;
  readonly parents?: undefined;
}

export interface SeveralAttachments {
  /** Everything that it attaches to. */
  readonly parents: readonly (
    | Pick<GatewayAttachment, 'gateway' | 'sectionName' | 'service'>
    | Pick<ServiceAttachment, 'gateway' | 'sectionName' | 'service'>
  )[];

  readonly gateway?: undefined;
  readonly sectionName?: undefined;
  readonly service?: undefined;
}

/** One thing that a route hangs on. */
export type Parent = SeveralAttachments['parents'][number];

/** Everything that a route hangs on. */
export function parentsOf(attachment: Attachment): readonly Parent[] {
  return attachment.parents ?? [attachment];
}

/** A route, as far as its attachment goes. */
export interface AttachedRoute {
  readonly kind: RouteKind;
  readonly namespace: string;
  readonly parents: readonly Parent[];
}

/** `parentRefs` of a route. */
export function toParentRefs(parents: readonly Parent[]) {
  return parents.map(({ gateway, sectionName, service }) =>
    gateway === undefined
      ? { group: '', kind: 'Service', name: service.serviceName, namespace: service.namespace, port: service.port }
      : {
          ...(gateway.kind === 'Gateway' ? {} : { group: 'gateway.networking.k8s.io', kind: gateway.kind }),
          name: gateway.name,
          namespace: gateway.namespace,
          sectionName,
        },
  );
}

/** Lets a route in wherever it hangs. */
export function admit({ kind, namespace, parents }: AttachedRoute): void {
  for (const { gateway, sectionName } of parents) gateway?.admit(namespace, sectionName, kind);
}

/** A Gateway that something else makes: it must admit the namespaces of its routes by itself. */
export function fromGateway(gateway: { readonly name: string; readonly namespace: string }): RouteParent {
  return { kind: 'Gateway', ...gateway, admit: () => {} };
}

const quoted = (listeners: readonly Listener[]) => listeners.map(({ name }) => `"${name}"`).join(', ');

/** Parents with known listeners. */
function known({ parents }: AttachedRoute) {
  return parents.flatMap(({ gateway, sectionName }) =>
    gateway?.listeners === undefined ? [] : [{ gateway, sectionName, listeners: gateway.listeners }],
  );
}

const withoutSection = (route: AttachedRoute) =>
  known(route).filter(
    ({ sectionName, listeners }) => sectionName !== undefined && !listeners.some(({ name }) => name === sectionName),
  );

const withoutListener = (route: AttachedRoute) =>
  known(route).filter(({ sectionName, listeners }) => {
    const meant = listeners.filter(({ name }) => sectionName === undefined || name === sectionName);
    return meant.length > 0 && !meant.some(listener => takesRoute(listener, route.kind));
  });

const farServices = ({ parents, namespace }: AttachedRoute) =>
  parents.flatMap(({ service }) => (service === undefined || service.namespace === namespace ? [] : [service]));

/** What keeps a route from attaching. */
export const ATTACHMENT_CHECKS: Check<AttachedRoute>[] = [
  {
    id: 'AMB221',
    when: route => withoutSection(route).length > 0,
    found: route =>
      withoutSection(route)
        .map(({ sectionName }) => `sectionName "${sectionName}"`)
        .join(', '),
    expected: route =>
      withoutSection(route)
        .map(({ gateway, listeners }) => `a listener of ${gateway.kind} ${gateway.name}: ${quoted(listeners)}`)
        .join(', '),
    cure: 'name one of them, or leave out sectionName to attach to all',
  },
  {
    id: 'AMB245',
    when: route => withoutListener(route).length > 0,
    found: route =>
      withoutListener(route)
        .map(
          ({ gateway, sectionName }) =>
            `${route.kind} on ${sectionName === undefined ? '' : `"${sectionName}" of `}${gateway.kind} ${gateway.name}`,
        )
        .join(', '),
    expected:
      'a listener whose protocol takes it: HTTP and HTTPS take HTTPRoute and GRPCRoute, TLS TLSRoute, TCP TCPRoute',
    cure: 'attach it to another listener, or add one of that protocol',
  },
  {
    id: 'AMB247',
    when: ({ parents }) => parents.length === 0,
    found: () => 'no parents',
    expected: 'a Gateway, a ListenerSet or a Service that the route hangs on',
    cure: 'set gateway, service or parents',
  },
  {
    id: 'AMB248',
    when: route => farServices(route).length > 0,
    found: route =>
      `a route in ${route.namespace} for Service ${farServices(route)
        .map(({ serviceName, namespace }) => `${namespace}/${serviceName}`)
        .join(', ')}`,
    expected: 'a route in the namespace of the Service, or its waypoint ignores it',
    cure: 'set namespace of the route to that of the Service',
  },
];
