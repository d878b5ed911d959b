import type { Manifest } from '../mesh/manifest';

/**
 * What `kubectl apply -k` reads: files in the order that they are given, and no other.
 * @see https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/sortoptions/
 */
export const toKustomization = (resources: readonly string[]) => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  resources,
  sortOptions: { order: 'fifo' },
});

export interface FluxStagesProps {
  /** Where the folder is that holds a folder for each stage, from the top of the source. @default './flux' */
  readonly path?: string;

  /** The GitRepository that holds the project. @default 'flux-system' */
  readonly source?: string;

  /** metadata.namespace of that and of the stages. @default 'flux-system' */
  readonly namespace?: string;

  /** How often Flux compares. @default '10m' */
  readonly interval?: string;

  /** Kustomizations that have to be ready before, such as one that installs cert-manager. @default - none */
  readonly after?: readonly string[];

  /** Kustomizations of the first stage that the second waits for by name too. @default - none */
  readonly within?: readonly string[];
}

/** The stages of a system that Flux installs, by the names of their folders. */
export const FLUX_STAGES = ['istio', 'istio-config'] as const;

/**
 * Two Kustomizations of Flux: namespaces and the mesh, then whatever uses the definitions that the mesh brings. Flux
 * asks the API server about all objects of a Kustomization at once, so one alone would never be applied.
 * @see https://fluxcd.io/flux/components/kustomize/kustomizations/#dependencies
 */
export function toFluxStages(props: FluxStagesProps = {}): Manifest[] {
  const { path = './flux', source = 'flux-system', namespace = 'flux-system', interval = '10m' } = props;
  const [mesh, config] = FLUX_STAGES;
  const toStage = (name: string, after: readonly string[]): Manifest => ({
    apiVersion: 'kustomize.toolkit.fluxcd.io/v1',
    kind: 'Kustomization',
    metadata: { name, namespace },
    spec: {
      ...(after.length === 0 ? {} : { dependsOn: after.map(each => ({ name: each })) }),
      interval,
      path: `${path}/${name}`,
      prune: true,
      retryInterval: '1m',
      sourceRef: { kind: 'GitRepository', name: source },
      timeout: '15m',
      wait: true,
    },
  });
  return [toStage(mesh, props.after ?? []), toStage(config, [mesh, ...(props.within ?? [])])];
}
