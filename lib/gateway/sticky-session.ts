import { Construct } from 'constructs';
import type { ResolvedMesh } from '../mesh/spec';
import type { AffinityPlace } from './affinity-recipe';
import type { Backend } from './backend';
import { DestinationRule } from './destination-rule';

export interface StickySessionProps {
  /** metadata.name of the DestinationRule. */
  readonly name: string;

  /** The Service whose pods are chosen by the cookie. */
  readonly backend: Backend;

  /** Name of the cookie. */
  readonly cookie: string;

  /**
   * How long a client keeps the cookie that the gateway gives it: a Go duration, `0s` for the browser's session.
   * @default '0s'
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#LoadBalancerSettings-ConsistentHashLB-HTTPCookie
   */
  readonly ttl?: string;

  /**
   * Who chooses the pod: the gateway that a route to the Service hangs on, or the waypoint of the Service.
   * @default 'gateway'
   */
  readonly at?: AffinityPlace;

  /**
   * Whether the host has a VirtualService already, as a `WaypointTraffic` with retries makes one.
   * @default false
   */
  readonly hasVirtualService?: boolean;

  /**
   * The mesh, whose cluster domain ends the host, and whose version decides what affinity needs.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/**
 * Sends a client that returns the cookie to the same pod: a DestinationRule with nothing but affinity. The proxy makes
 * the cookie for a client without one, so clients that keep none are spread.
 */
export class StickySession extends Construct {
  constructor(scope: Construct, id: string, { cookie, ttl, ...props }: StickySessionProps) {
    super(scope, id);
    new DestinationRule(this, 'Resource', { ...props, affinity: { type: 'cookie', name: cookie, ttl } });
  }
}
