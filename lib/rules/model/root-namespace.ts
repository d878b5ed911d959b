import type { ObjectIndex } from '../../core/object-index';
import { USUAL_NAMESPACE } from './component';
import { istiodsOf } from './components';

/** The namespace of istiod, and the one whose policies hold for the whole mesh. */
export interface MeshNamespaces {
  readonly systemNamespace: string;
  readonly rootNamespace: string;
}

/** Those of the istiod that is here, else the usual ones. */
export function meshNamespacesOf(index: ObjectIndex): MeshNamespaces {
  const [istiod] = istiodsOf(index);
  const systemNamespace = istiod?.namespace ?? USUAL_NAMESPACE;
  return { systemNamespace, rootNamespace: istiod?.rootNamespace ?? systemNamespace };
}
