import type { Construct } from 'constructs';
import { AmbientNetworkPolicy, GatewayNetworkPolicy } from '../app/network-policy';
import type { Gateway } from '../gateway/gateway';
import { freeId } from './free-id';

/** A Gateway, and whether its namespace is in the mesh. */
interface PlacedGateway {
  readonly gateway: Gateway;
  readonly inMesh: boolean;
}

/**
 * The namespaces that NetworkPolicies close, and the Gateways that have to get in or be reached, in whatever order the
 * two are added: each closed namespace lets in Gateways outside the mesh, and opens the listeners of its own.
 */
export class ClosedNamespaces {
  private readonly closed = new Map<string, { readonly scope: Construct; readonly policy: AmbientNetworkPolicy }>();
  private readonly gateways: PlacedGateway[] = [];

  /** Closes a namespace, once. */
  close(namespace: string, scope: Construct): void {
    if (this.closed.has(namespace)) return;
    const policy = new AmbientNetworkPolicy(scope, 'NetworkPolicy', { namespace });
    this.closed.set(namespace, { scope, policy });
    for (const placed of this.gateways) this.open(namespace, placed);
  }

  /** Takes note of a Gateway. */
  addGateway(gateway: Gateway, inMesh: boolean): void {
    const placed = { gateway, inMesh };
    this.gateways.push(placed);
    if (!inMesh) for (const namespace of this.closed.keys()) this.open(namespace, placed);
    else if (this.closed.has(gateway.namespace)) this.open(gateway.namespace, placed);
  }

  private open(namespace: string, { gateway, inMesh }: PlacedGateway): void {
    const closed = this.closed.get(namespace);
    if (closed === undefined) return;
    if (!inMesh) closed.policy.admit(gateway.namespace);
    if (gateway.namespace === namespace) {
      new GatewayNetworkPolicy(closed.scope, freeId(closed.scope, `NetworkPolicy-${gateway.name}`), { gateway });
    }
  }
}
