import type { ObjectIndex } from '../../core/object-index';
import { istiodsOf } from './components';
import { textOf } from './fields';
import { modelOf } from './model';

/** The namespace of istiod: of the one that is here, or the usual one. */
export function systemNamespaceOf(index: ObjectIndex): string {
  return istiodsOf(index)[0]?.namespace ?? modelOf(index).rootNamespace;
}

/**
 * The namespace whose policies hold for the whole mesh: istiod's own, where its configuration names no other.
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/#MeshConfig
 */
export function rootNamespaceOf(index: ObjectIndex): string {
  return textOf(istiodsOf(index)[0]?.meshConfig?.rootNamespace) || systemNamespaceOf(index);
}
