import { enforce } from '../core/checks';
import { COMPONENTS } from '../mesh/ambient-mesh';
import type { Delivery } from '../mesh/delivery/definitions';
import { FluxDelivery, type FluxOptions } from '../mesh/delivery/flux';
import { HelmDelivery, type HelmOptions } from '../mesh/delivery/helm';
import { SailDelivery, type SailOptions } from '../mesh/delivery/sail';
import { Istiod } from '../mesh/istiod/istiod';
import { istiodName } from '../mesh/names';
import { type Istiods, REVISION_CHECKS, type RevisionProps } from '../mesh/revisions';
import type { ResolvedMesh } from '../mesh/spec';
import type { Stage } from './stage';

export type { Delivery };

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

  /**
   * Istiods beside the mesh's own, for upgrades that namespaces and gateways join one by one: each has what the mesh
   * has but for what is given. base, istio-cni and ztunnel stay the mesh's.
   * @default - none
   * @see https://istio.io/latest/docs/setup/upgrade/canary/
   */
  readonly revisions?: readonly RevisionProps[];

  /** What `helm` is told beside. @default - the program `helm` */
  readonly helm?: HelmOptions;

  /** What `flux` is told beside. @default - Flux's objects in `flux-system`, compared every ten minutes */
  readonly flux?: FluxOptions;

  /** What `sail` is told beside. @default - updates in place, by an operator that is there already */
  readonly sail?: SailOptions;
}

/**
 * Adds the mesh in charts of a stage: one for each component, or one for all where others take it from there.
 * @param revisions istiods beside the mesh's own
 */
export function addMesh(
  stage: Stage,
  mesh: ResolvedMesh,
  props: DeliveryProps,
  revisions: readonly ResolvedMesh[],
): void {
  const { charts } = props;
  const all = { mesh, revisions };
  switch (props.delivery ?? 'manifests') {
    case 'manifests':
      addComponents(stage, all);
      break;
    case 'helm':
      new HelmDelivery(stage.chart('istio-helm'), 'Helm', { ...all, charts, ...props.helm });
      break;
    case 'flux':
      new FluxDelivery(stage.chart('istio-flux'), 'Flux', { ...all, charts, ...props.flux });
      break;
    case 'sail':
      new SailDelivery(stage.chart('istio-sail'), 'Sail', { ...all, ...props.sail });
      break;
  }
}

/** A chart for each component, and one for each further istiod after the mesh's own. */
function addComponents(stage: Stage, { mesh, revisions }: Istiods): void {
  for (const [name, Component] of Object.entries(COMPONENTS)) {
    const component = new Component(stage.chart(name), Component.name, mesh);
    if (Component !== Istiod) continue;
    enforce(component, REVISION_CHECKS, { mesh, revisions });
    for (const each of revisions) new Istiod(stage.chart(istiodName(each)), Istiod.name, each);
  }
}
