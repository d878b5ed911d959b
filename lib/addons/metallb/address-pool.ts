import { isIP } from 'node:net';
import { Construct } from 'constructs';
import { IpAddressPool, L2Advertisement } from '../../../imports/metallb.io';
import { type Check, enforce } from '../../core/checks';
import { type AddressRange, holdsAddress, isAddressRange } from './address-range';

export interface AddressPoolProps {
  /** metadata.name of the IPAddressPool and of the L2Advertisement; a Service names it to choose the pool. */
  readonly name: string;

  /**
   * Free addresses of the nodes' own network: `10.0.0.0/28`, or `192.168.1.240-192.168.1.250` with both ends included.
   * Of what kind's nodes share `docker network inspect kind` tells.
   */
  readonly addresses: readonly AddressRange[];

  /**
   * An address of the pool that is meant for one Gateway: the `address` of its `LoadBalancer` exposure.
   * @default - none: each Service gets the next free one
   */
  readonly fixedAddress?: string;

  /**
   * Where MetalLB runs: it reads its resources there and nowhere else.
   * @default 'metallb-system'
   */
  readonly namespace?: string;

  /**
   * Whether Services that name no pool get addresses of this one.
   * @default 'automatic'
   */
  readonly assignment?: 'automatic' | 'on-request';

  /**
   * The network interfaces of the nodes that answer for the addresses.
   * @default - all
   */
  readonly interfaces?: readonly string[];
}

function resolve(props: AddressPoolProps) {
  return {
    ...props,
    namespace: props.namespace ?? 'metallb-system',
    assignment: props.assignment ?? 'automatic',
  };
}

type ResolvedPool = ReturnType<typeof resolve>;

const CHECKS: Check<ResolvedPool>[] = [
  {
    id: 'AMB710',
    when: ({ addresses }) => addresses.length === 0 || !addresses.every(isAddressRange),
    found: ({ addresses }) =>
      addresses.length === 0
        ? 'no addresses'
        : `addresses ${addresses
            .filter(range => !isAddressRange(range))
            .map(range => JSON.stringify(range))
            .join(', ')}`,
    expected: 'a network as in 10.0.0.0/28, or two addresses of one family as in 10.0.0.1-10.0.0.9, the lower first',
    cure: 'write one range or more of addresses that are free in the network of the nodes',
  },
  {
    id: 'AMB711',
    when: ({ fixedAddress, addresses }) =>
      fixedAddress !== undefined &&
      (isIP(fixedAddress) === 0 || (addresses.every(isAddressRange) && !holdsAddress(addresses, fixedAddress))),
    found: ({ fixedAddress }) => `fixedAddress ${fixedAddress}`,
    expected: ({ addresses }) => `an address of the pool ${addresses.join(', ')}: MetalLB gives out no other`,
    cure: 'choose an address of the pool, or add the address to it, as in 10.0.0.7/32',
  },
];

/**
 * Addresses that MetalLB gives to Services of type LoadBalancer, and that one node at a time answers for (ARP, NDP).
 * @see https://metallb.io/configuration/#layer-2-configuration
 */
export class AddressPool extends Construct {
  /** metadata.name of the pool. */
  readonly name: string;

  /** The address that is meant for one Gateway, where there is one. */
  readonly fixedAddress?: string;

  constructor(scope: Construct, id: string, props: AddressPoolProps) {
    super(scope, id);
    const pool = resolve(props);
    enforce(this, CHECKS, pool);
    const { name, namespace, addresses, assignment, interfaces } = pool;
    this.name = name;
    this.fixedAddress = pool.fixedAddress;
    new IpAddressPool(this, 'Resource', {
      metadata: { name, namespace },
      spec: { addresses: [...addresses], autoAssign: assignment === 'automatic' },
    });
    new L2Advertisement(this, 'Advertisement', {
      metadata: { name, namespace },
      spec: { ipAddressPools: [name], interfaces: interfaces && [...interfaces] },
    });
  }

  /**
   * What a Service says to get an address of this pool. On a Gateway it goes into `infrastructureAnnotations`, which
   * istiod puts on the Service; the fixed address goes into its exposure, since MetalLB refuses one that is asked for
   * both ways.
   * @see https://metallb.io/usage/#requesting-specific-ips
   */
  get annotations(): Readonly<Record<string, string>> {
    return { 'metallb.io/address-pool': this.name };
  }
}
