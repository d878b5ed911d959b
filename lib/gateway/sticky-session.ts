import { Construct } from 'constructs';
import { DestinationRule } from '../../imports/networking.istio.io';
import { type Check, enforce } from '../core/checks';
import { type Backend, toHost } from './backend';

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
}

const CHECKS: Check<{ readonly cookie: string; readonly ttl: string }>[] = [
  {
    id: 'AMB231',
    when: ({ cookie }) => !/^[\w!#$%&'*+.^`|~-]+$/.test(cookie),
    found: ({ cookie }) => `cookie ${JSON.stringify(cookie)}`,
    expected: 'letters, digits and -_ (RFC 6265)',
    cure: 'rename the cookie',
  },
  {
    id: 'AMB232',
    when: ({ ttl }) => !/^(\d+(\.\d+)?(ns|us|ms|s|m|h))+$/.test(ttl),
    found: ({ ttl }) => `ttl ${JSON.stringify(ttl)}`,
    expected: 'a number with a unit, as in 0s or 1h30m',
    cure: 'write the unit',
  },
];

/**
 * Sends a client that returns the cookie to the same pod. The gateway makes the cookie for a client without one, so
 * clients that keep none are spread. Works at the gateway that the route hangs on.
 */
export class StickySession extends Construct {
  constructor(scope: Construct, id: string, props: StickySessionProps) {
    super(scope, id);
    const { name, backend, cookie, ttl = '0s' } = props;
    enforce(this, CHECKS, { cookie, ttl });
    new DestinationRule(this, 'Resource', {
      metadata: { name, namespace: backend.namespace },
      spec: {
        host: toHost(backend),
        trafficPolicy: { loadBalancer: { consistentHash: { httpCookie: { name: cookie, ttl } } } },
      },
    });
  }
}
