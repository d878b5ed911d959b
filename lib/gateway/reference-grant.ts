import type { Construct } from 'constructs';
import { ReferenceGrant } from '../../imports/gateway.networking.k8s.io';

/** One reference out of a namespace, by name. */
export interface Reference {
  /** Who refers: an object of Gateway API. */
  readonly from: { readonly kind: string; readonly namespace: string; readonly name: string };

  /** What is referred to: an object of the core API. */
  readonly to: { readonly kind: 'Service' | 'Secret' | 'ConfigMap'; readonly namespace: string; readonly name: string };
}

/**
 * Adds the ReferenceGrant that a reference into another namespace needs: for that kind, namespace and name only. Where
 * both are in one namespace there is nothing to grant; a reference that was granted already is not granted twice.
 * @see https://gateway-api.sigs.k8s.io/api-types/referencegrant/
 */
export function grant(scope: Construct, { from, to }: Reference): void {
  const id = `Grant-${to.kind}-${to.namespace}-${to.name}`;
  if (from.namespace === to.namespace || scope.node.tryFindChild(id)) return;
  new ReferenceGrant(scope, id, {
    metadata: {
      name: `${from.kind.toLowerCase()}-${from.namespace}-${from.name}-${to.name}`,
      namespace: to.namespace,
    },
    spec: {
      from: [{ group: 'gateway.networking.k8s.io', kind: from.kind, namespace: from.namespace }],
      to: [{ group: '', kind: to.kind, name: to.name }],
    },
  });
}
