import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { enforce } from '../core/checks';
import { meshOrDefault } from '../mesh/identity';
import type { ResolvedMesh } from '../mesh/spec';
import { type AffinityPlace, needsVirtualService } from './affinity-recipe';
import { type Backend, toHost } from './backend';
import { TRAFFIC_CHECKS } from './traffic-checks';
import { type TrafficPolicy, toTrafficPolicy } from './traffic-policy';
import { addVirtualService } from './virtual-service';

export interface DestinationRuleProps extends TrafficPolicy {
  /** metadata.name. */
  readonly name: string;

  /** The Service, or the ServiceEntry, that it is about; the rule stands in its namespace. One rule for each. */
  readonly backend: Backend | ExternalHost;

  /**
   * Who applies it: the gateway that a route to the Service hangs on, or the waypoint of the Service. It decides what
   * affinity needs: before Istio 1.31 a waypoint minds it only beside a VirtualService, which is then made.
   * @default 'gateway'
   */
  readonly at?: AffinityPlace;

  /**
   * Whether the host has a VirtualService already, as a `WaypointTraffic` with retries makes one: then affinity needs
   * none of its own.
   * @default false
   */
  readonly hasVirtualService?: boolean;

  /**
   * The mesh, whose cluster domain ends the host, and whose version decides what affinity needs.
   * @default - one without options
   */
  readonly mesh?: ResolvedMesh;
}

/** A host outside the mesh, as a ServiceEntry has it. */
export interface ExternalHost {
  /** As a ServiceEntry names it. */
  readonly host: string;
  /** Where the rule is, and counts. */
  readonly namespace: string;
}

/** How a proxy treats the pods of a Service: which one it chooses, how many connections it has, whom it leaves out. */
export class DestinationRule extends Construct {
  constructor(scope: Construct, id: string, props: DestinationRuleProps) {
    super(scope, id);
    const mesh = meshOrDefault(props.mesh);
    enforce(this, TRAFFIC_CHECKS, { ...props, mesh });
    const { name, backend, at = 'gateway', hasVirtualService = false } = props;
    const { namespace } = backend;
    const host = 'host' in backend ? backend.host : toHost(backend, mesh.clusterDomain);
    // Not the generated class: it spells consecutive5xxErrors in its own way.
    new ApiObject(this, 'Resource', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: { name, namespace },
      spec: { host, trafficPolicy: toTrafficPolicy(props) },
    });
    if (props.affinity && needsVirtualService(mesh, at) && !hasVirtualService) {
      addVirtualService(this, 'VirtualService', {
        name,
        namespace,
        host,
        http: [{ route: [{ destination: { host } }] }],
      });
    }
  }
}
