import { ownsGatewayApi } from '../platforms';
import { newestOf } from '../revisions';
import type { ResolvedMesh } from '../spec';
import type { VersionRow } from '../versions';

/** How the components of a mesh get to the cluster. */
export type Delivery = 'manifests' | 'helm' | 'flux' | 'sail';

/** Sets of custom resource definitions: Gateway API's, and Istio's own. */
interface Definitions {
  readonly gatewayApi: boolean;
  readonly istio: boolean;
}

/** Which of them a delivery leaves to whoever applies it. */
const LEFT: Readonly<Record<Delivery, Definitions>> = {
  manifests: { gatewayApi: true, istio: true },
  helm: { gatewayApi: true, istio: true }, // rendered without the chart's definitions
  flux: { gatewayApi: false, istio: false }, // a source of Flux, and the release istio-base
  sail: { gatewayApi: true, istio: false }, // the operator
};

/** Definitions that have to be there before everything else, and that nobody else brings. */
export interface DefinitionsLeft extends Definitions {
  /** Whether the platform is to bring Gateway API's, by its name; `gatewayApi` is false then. OpenShift did not before 4.19. */
  readonly ofPlatform: boolean;

  /** The row that says which: of the newest istiod. */
  readonly row: VersionRow;
}

/**
 * The definitions that a delivery leaves to whoever applies it. OpenShift and GKE own Gateway API's, and refuse or undo
 * those of others. Of several istiods the newest says which; those before 1.30 then ignore TLSRoute.
 * @param revisions istiods beside the mesh's own
 * @see https://istio.io/latest/docs/setup/upgrade/canary/
 */
export function toDefinitionsLeft(
  mesh: ResolvedMesh,
  delivery: Delivery = 'manifests',
  revisions: readonly ResolvedMesh[] = [],
): DefinitionsLeft {
  const { gatewayApi, istio } = LEFT[delivery];
  const ofPlatform = gatewayApi && ownsGatewayApi(mesh.platform);
  return { gatewayApi: gatewayApi && !ofPlatform, istio, ofPlatform, row: newestOf({ mesh, revisions }).row };
}
