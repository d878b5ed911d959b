import { Construct } from 'constructs';
import { checkShape } from '../core/shape';
import { Base } from './base/base';
import { IstioCni } from './cni/istio-cni';
import { Istiod } from './istiod/istiod';
import { LEFT_OUT, type LeftOut } from './left-out';
import { type AmbientMeshProps, MESH_SHAPE, type ResolvedMesh, resolveMesh } from './spec';
import { Ztunnel } from './ztunnel/ztunnel';

/**
 * The components of a mesh in the order in which each finds what it needs, by the names of their charts: istio-cni
 * before istiod and ztunnel.
 */
export const COMPONENTS = {
  'istio-base': Base, // accounts, and the webhook of the default revision
  'istio-cni': IstioCni, // puts pods into the mesh on every node
  istiod: Istiod, // control plane
  ztunnel: Ztunnel, // carries the traffic of every node
} as const;

/**
 * An ambient mesh, complete: everything that the charts `base`, `cni`, `istiod` and `ztunnel` install, without CRDs,
 * namespaces and sidecars. Without props it is the profile `ambient` as it comes.
 */
export class AmbientMesh extends Construct {
  /** What the charts install and this does not, with the reasons. */
  static readonly leftOut: readonly LeftOut[] = LEFT_OUT;

  /** The spec that all components were made from. */
  readonly spec: ResolvedMesh;

  constructor(scope: Construct, id: string, props?: AmbientMeshProps) {
    super(scope, id);
    checkShape(this, 'AmbientMesh', props ?? {}, MESH_SHAPE);
    this.spec = resolveMesh(props ?? {});
    for (const Component of Object.values(COMPONENTS)) new Component(this, Component.name, this.spec);
  }
}
