import type { Stored } from './cluster';
import type { Fields } from './fields';

/** Where Istio is, and looks for policies of the whole mesh, unless somebody says otherwise. */
export const USUAL_NAMESPACE = 'istio-system';

/** A part of Istio that is installed, by its own manifests or by somebody who is told to. */
export interface Component {
  readonly role: 'base' | 'istiod' | 'cni' | 'ztunnel';
  readonly stored: Stored;
  /** In the words of a message: `istiod of Deployment istio-system/istiod`. */
  readonly title: string;
  /** Where its pods run. */
  readonly namespace: string;
  /** In full, `1.31.1`; undefined where no version is stated. */
  readonly version: string | undefined;
  /** By which labels of objects istiod is chosen. */
  readonly revision: string;
  /** Whether it is told things that are not here: from other objects, or by parameters. */
  readonly isOpen: boolean;
  /** Variables of its pods that are stated as texts. */
  readonly env: Readonly<Record<string, unknown>>;
  /** The configuration of the mesh, of istiod; undefined where it is not here. */
  readonly meshConfig: Fields | undefined;
  /**
   * The namespace whose policies hold for the whole mesh, of istiod; undefined where nothing tells.
   * @see https://github.com/istio/istio/blob/1.31.0/pkg/config/mesh/mesh.go (DefaultMeshConfig)
   */
  readonly rootNamespace: string | undefined;
  /** Values of the chart, or as istiod has them; undefined where they are not here. */
  readonly values: Fields | undefined;
}
