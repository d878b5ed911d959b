import { Construct } from 'constructs';
import { Base } from './base/base';
import { IstioCni } from './cni/istio-cni';
import { Istiod } from './istiod/istiod';
import { LEFT_OUT, type LeftOut } from './left-out';
import { type AmbientMeshProps, type ResolvedMesh, resolveMesh } from './spec';
import { Ztunnel } from './ztunnel/ztunnel';

/**
 * An ambient mesh, complete: everything that the charts `base`, `cni`, `istiod` and `ztunnel` install, without CRDs,
 * namespaces and sidecars. Without props it is the profile `ambient` as it comes.
 */
export class AmbientMesh extends Construct {
  /** What the charts install and this does not, with the reasons. */
  static readonly leftOut: readonly LeftOut[] = LEFT_OUT;

  /** The spec that all components were made from. */
  readonly spec: ResolvedMesh;
  readonly istiod: Istiod;

  constructor(scope: Construct, id: string, props: AmbientMeshProps = {}) {
    super(scope, id);
    this.spec = resolveMesh(props);
    new Base(this, 'Base', this.spec);
    new IstioCni(this, 'IstioCni', this.spec);
    this.istiod = new Istiod(this, 'Istiod', this.spec);
    new Ztunnel(this, 'Ztunnel', this.spec);
  }
}
