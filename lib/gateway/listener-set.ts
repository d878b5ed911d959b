import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import { ListenerSet as ListenerSetResource } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';
import { meshOrDefault } from '../mesh/identity';
import type { ResolvedMesh } from '../mesh/spec';
import type { RouteParent } from './attachment';
import type { NeededCertificate } from './certificate';
import type { Gateway } from './gateway';
import { gatewayApiFeatures } from './gateway-api';
import type { Listener, RouteKind } from './listener';
import { LISTENER_CHECKS } from './listener-checks';
import { Listeners } from './listeners';

export interface ListenerSetProps {
  /** metadata.name. */
  readonly name: string;

  /** metadata.namespace: that of the team whose hostnames and certificates these are. */
  readonly namespace: string;

  /** The Gateway that gets the listeners; it admits this namespace. */
  readonly gateway: Gateway;

  /** The ports on which it answers beside the Gateway's own listeners. */
  readonly listeners: readonly Listener[];

  /**
   * The mesh, whose version decides whether sets of listeners are read.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

interface CheckedSet {
  readonly gateway: Gateway;
  readonly listeners: readonly Listener[];
  readonly mesh: ResolvedMesh;
}

/** What keeps a set from being read. @see https://github.com/istio/istio/blob/1.31.1/pkg/config/schema/gatewayapi/minimumversions.go */
const CHECKS: Check<CheckedSet>[] = [
  {
    id: 'AMB266',
    when: ({ mesh }) => !gatewayApiFeatures(mesh).listenerSets,
    found: ({ mesh }) => `a ListenerSet on Istio ${mesh.version} with Gateway API ${mesh.row.gatewayApi}`,
    expected: 'Gateway API 1.5 or later, whose standard channel has it, as Istio reads it from 1.30 on',
    cure: 'add the listeners to the Gateway, or take a newer version',
  },
  {
    id: 'AMB267',
    when: ({ listeners }) => listeners.length === 0,
    found: () => 'a ListenerSet without listeners',
    expected: 'one listener or more',
    cure: "add one, as in { name: 'http', protocol: 'HTTP', port: 80 }",
  },
];

/**
 * Listeners that a team adds to a Gateway of someone else, with hostnames and certificates in its own namespace.
 * Routes attach to it as to a Gateway.
 * @see https://gateway-api.sigs.k8s.io/geps/gep-1713/
 */
export class ListenerSet extends Construct implements RouteParent {
  readonly kind = 'ListenerSet';

  /** metadata.name of the ListenerSet. */
  readonly name: string;

  /** metadata.namespace of the ListenerSet. */
  readonly namespace: string;

  /** The listeners as they were given. */
  readonly listeners: readonly Listener[];

  /** Certificates that the bootstrap has to make for it. */
  readonly neededCertificates: readonly NeededCertificate[];

  private readonly attached: Listeners;

  constructor(scope: Construct, id: string, props: ListenerSetProps) {
    super(scope, id);
    const { name, namespace, gateway, listeners } = props;
    const set = { namespace, gateway, listeners, mesh: meshOrDefault(props.mesh) };
    enforce(this, CHECKS, set);
    enforce(this, LISTENER_CHECKS, set);
    this.name = name;
    this.namespace = namespace;
    this.listeners = listeners;
    this.attached = new Listeners(this, this, listeners);
    this.neededCertificates = this.attached.needed;
    gateway.admitListenerSet(
      namespace,
      listeners.map(({ port }) => port),
    );

    const { annotations } = this.attached;
    new ListenerSetResource(this, 'Resource', {
      metadata: { name, namespace, annotations: Object.keys(annotations).length === 0 ? undefined : annotations },
      spec: {
        parentRef: { name: gateway.name, namespace: gateway.namespace },
        listeners: Lazy.any({ produce: () => this.attached.toSpec() }) as never,
      },
    });
  }

  /** Lets routes of a namespace attach: to the listener of that name, or to all that take such routes. */
  admit(namespace: string, sectionName?: string, kind: RouteKind = 'HTTPRoute'): void {
    this.attached.admit(namespace, sectionName, kind);
  }
}
