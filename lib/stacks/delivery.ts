import { COMPONENTS } from '../mesh/ambient-mesh';
import { FluxDelivery, type FluxOptions } from '../mesh/delivery/flux';
import { HelmDelivery, type HelmOptions } from '../mesh/delivery/helm';
import { SailDelivery, type SailOptions } from '../mesh/delivery/sail';
import type { ResolvedMesh } from '../mesh/spec';
import type { Stage } from './stage';

/** How the components of a mesh get to the cluster. */
export type Delivery = 'manifests' | 'helm' | 'flux' | 'sail';

export interface DeliveryProps {
  /**
   * How the mesh gets to the cluster: as plain objects of ours (`manifests`), as what helm renders of the official
   * charts (`helm`), or as resources by which Flux or the Sail operator install it.
   * @default 'manifests'
   */
  readonly delivery?: Delivery;

  /**
   * Where `helm` and `flux` find the charts: `https://` or `oci://`; for `helm` also a folder.
   * @default 'https://blob.istio.io/istio-release/charts'
   */
  readonly charts?: string;

  /** What `helm` is told beside. @default - the program `helm` */
  readonly helm?: HelmOptions;

  /** What `flux` is told beside. @default - Flux's objects in `flux-system`, compared every ten minutes */
  readonly flux?: FluxOptions;

  /** What `sail` is told beside. @default - updates in place, by an operator that is there already */
  readonly sail?: SailOptions;
}

/** Adds the mesh in charts of a stage: one for each component, or one for all where others take it from there. */
export function addMesh(stage: Stage, mesh: ResolvedMesh, props: DeliveryProps = {}): void {
  const { charts } = props;
  switch (props.delivery ?? 'manifests') {
    case 'manifests':
      for (const [name, Component] of Object.entries(COMPONENTS)) {
        new Component(stage.chart(name), Component.name, mesh);
      }
      break;
    case 'helm':
      new HelmDelivery(stage.chart('istio-helm'), 'Helm', { mesh, charts, ...props.helm });
      break;
    case 'flux':
      new FluxDelivery(stage.chart('istio-flux'), 'Flux', { mesh, charts, ...props.flux });
      break;
    case 'sail':
      new SailDelivery(stage.chart('istio-sail'), 'Sail', { mesh, ...props.sail });
      break;
  }
}
