import { Construct } from 'constructs';
import type * as generated from '../../imports/networking.istio.io';
import { type Check, enforce } from '../core/checks';
import type { PolicyTarget } from './policy/target';

export interface ServiceEntryProps {
  /** metadata.name. */
  readonly name: string;

  /** metadata.namespace: that of the waypoint that the requests go through, where there is one. */
  readonly namespace: string;

  /** DNS names, `*.` as the first label for all below it. */
  readonly hosts: readonly string[];

  /** Ports of the hosts. */
  readonly ports: readonly ServiceEntryPort[];

  /**
   * How addresses are found: `DNS` by the proxy, `STATIC` from `endpoints`, `DYNAMIC_DNS` for hosts with a wildcard at a
   * waypoint, `NONE` as the client resolved them.
   * @default 'DNS'
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Resolution
   */
  readonly resolution?: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';

  /**
   * Whether its pods are in the mesh.
   * @default 'MESH_EXTERNAL'
   */
  readonly location?: 'MESH_EXTERNAL' | 'MESH_INTERNAL';

  /**
   * Addresses behind the hosts.
   * @default - as DNS tells
   */
  readonly endpoints?: readonly { readonly address: string; readonly ports?: Readonly<Record<string, number>> }[];

  /**
   * Virtual addresses of the hosts.
   * @default - given by istiod
   */
  readonly addresses?: readonly string[];

  /**
   * Namespaces that see it: `.` for its own, `*` for all.
   * @default - all
   */
  readonly exportTo?: readonly string[];

  /**
   * Labels.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A port of the hosts. */
export interface ServiceEntryPort {
  readonly number: number;
  /** Unique in the entry. */
  readonly name: string;
  readonly protocol: 'HTTP' | 'HTTPS' | 'HTTP2' | 'GRPC' | 'TLS' | 'TCP' | 'MONGO';
  /** The port behind it. @default - the same number */
  readonly targetPort?: number;
}

const wildcards = ({ hosts }: ServiceEntryProps) => hosts.filter(host => host.startsWith('*'));

const CHECKS: Check<ServiceEntryProps>[] = [
  {
    id: 'AMB176',
    when: ({ hosts, ports }) => hosts.length === 0 || ports.length === 0,
    found: ({ hosts, ports }) => `${hosts.length} hosts and ${ports.length} ports`,
    expected: 'one host or more with one port or more',
    cure: "name them, as in hosts: ['api.example.com'], ports: [{ number: 443, name: 'https', protocol: 'HTTPS' }]",
  },
  {
    id: 'AMB177',
    when: props => wildcards(props).length > 0 && ['DNS', 'DNS_ROUND_ROBIN'].includes(props.resolution ?? 'DNS'),
    found: props => `${wildcards(props).join(', ')} with resolution ${props.resolution ?? 'DNS'}`,
    expected: 'hosts that DNS can look up',
    cure: 'set resolution to DYNAMIC_DNS and enrol the entry at a waypoint, or name the hosts',
  },
  {
    id: 'AMB178',
    when: ({ resolution, endpoints = [] }) => resolution === 'STATIC' && endpoints.length === 0,
    found: () => 'resolution STATIC without endpoints',
    expected: 'the addresses behind the hosts',
    cure: 'set endpoints, or resolution to DNS',
  },
];

/**
 * Hosts outside the cluster that the mesh knows. Enrolled at a waypoint (`waypoint.enrol(entry)`), every request to them
 * goes through it: an egress gateway that policies and routes apply to.
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/
 */
export class ServiceEntry extends Construct implements PolicyTarget {
  readonly kind = 'ServiceEntry';

  /** metadata.name of the ServiceEntry. */
  readonly name: string;

  /** metadata.namespace of the ServiceEntry. */
  readonly namespace: string;

  /** The first host: the one that a DestinationRule names. */
  readonly host: string;

  constructor(scope: Construct, id: string, props: ServiceEntryProps) {
    super(scope, id);
    enforce(this, CHECKS, props);
    const { name, namespace, labels, hosts, ports, resolution = 'DNS', location = 'MESH_EXTERNAL' } = props;
    this.name = name;
    this.namespace = namespace;
    this.host = hosts[0] ?? '';
    // loaded here, so that a system without it does not pay for it
    const { ServiceEntry: ServiceEntryResource }: typeof generated = require('../../imports/networking.istio.io');
    new ServiceEntryResource(this, 'Resource', {
      metadata: { name, namespace, labels },
      spec: {
        hosts: [...hosts],
        ports: ports.map(port => ({ ...port })),
        resolution,
        location,
        endpoints: props.endpoints,
        addresses: props.addresses,
        exportTo: props.exportTo,
      } as never,
    });
  }
}
