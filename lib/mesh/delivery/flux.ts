import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { HelmReleaseProps } from '../../../imports/helm.toolkit.fluxcd.io';
import type { KustomizationProps } from '../../../imports/kustomize.toolkit.fluxcd.io';
import type {
  GitRepositoryProps,
  HelmRepositoryProps,
  OciRepositoryProps,
} from '../../../imports/source.toolkit.fluxcd.io';
import { type Check, enforce } from '../../core/checks';
import { MESH_CHECKS } from '../checks/component-checks';
import { addObjects, type Manifest } from '../manifest';
import { ownsGatewayApi } from '../platforms';
import { REVISION_CHECKS } from '../revisions';
import type { ResolvedMesh } from '../spec';
import { CHART_TEXT_CHECKS } from './chart-texts';
import { toDefinitionsLeft } from './definitions';
import { toWebhookIgnores } from './drift';
import { toHelmValues } from './helm-values';
import { writeNulls } from './nulls';
import type { Plain } from './plain';
import { CHART_REPOSITORY_CHECKS, isOci, PUBLISHED_CHARTS, type Release, toReleases } from './releases';

/** How Flux is to deliver a mesh. */
export interface FluxOptions {
  /**
   * metadata.namespace of all of Flux's objects.
   * @default 'flux-system'
   */
  readonly namespace?: string;

  /**
   * How often Flux compares, as hours, minutes and seconds such as `1h30m`.
   * @default '10m'
   */
  readonly interval?: string;

  /**
   * How long an install or upgrade may take, as hours, minutes and seconds.
   * @default '5m'
   */
  readonly timeout?: string;

  /**
   * How often a failed install or upgrade is tried again before Flux gives up; negative for ever.
   * @default 3
   */
  readonly retries?: number;

  /**
   * Who brings Gateway API's definitions: `source` has Flux fetch them, `existing` leaves them alone.
   * @default - `existing` on OpenShift and GKE, which own them; `source` elsewhere
   */
  readonly gatewayApi?: 'source' | 'existing';
}

export interface FluxDeliveryProps extends FluxOptions {
  /** The mesh to deliver. */
  readonly mesh: ResolvedMesh;

  /** Istiods beside the mesh's own. @default - none */
  readonly revisions?: readonly ResolvedMesh[];

  /**
   * Where the charts are, `https://` or `oci://` without a slash at the end.
   * @default 'https://blob.istio.io/istio-release/charts'
   */
  readonly charts?: string;
}

function resolve(props: FluxDeliveryProps) {
  return {
    mesh: props.mesh,
    revisions: props.revisions ?? [],
    charts: props.charts ?? PUBLISHED_CHARTS,
    namespace: props.namespace ?? 'flux-system',
    interval: props.interval ?? '10m',
    timeout: props.timeout ?? '5m',
    retries: props.retries ?? 3,
    gatewayApi: props.gatewayApi ?? (ownsGatewayApi(props.mesh.platform) ? 'existing' : 'source'),
  };
}

type ResolvedFlux = ReturnType<typeof resolve>;

const toDurationCheck = (prop: 'interval' | 'timeout'): Check<ResolvedFlux> => ({
  id: 'AMB182',
  when: flux => !/^([0-9]+(\.[0-9]+)?(ms|s|m|h))+$/.test(flux[prop]),
  found: flux => `${prop} ${JSON.stringify(flux[prop])}`,
  expected: 'hours, minutes and seconds, such as 10m or 1h30m',
  cure: 'write it so, without spaces or days',
});

const CHECKS: readonly Check<ResolvedFlux>[] = [toDurationCheck('interval'), toDurationCheck('timeout')];

type Spec<Props extends { readonly spec?: unknown }> = Plain<NonNullable<Props['spec']>>;

const SOURCE = 'source.toolkit.fluxcd.io/v1';

/** The repository of all charts; in a registry each chart is a repository of its own. */
function toChartSources({ charts, namespace, interval, mesh, revisions }: ResolvedFlux): readonly Manifest[] {
  if (!isOci(charts)) {
    const metadata = { name: 'istio', namespace };
    const spec: Spec<HelmRepositoryProps> = { interval, url: charts };
    return [{ apiVersion: SOURCE, kind: 'HelmRepository', metadata, spec }];
  }
  const toSpec = ({ chart, version }: Release): Spec<OciRepositoryProps> => ({
    interval,
    url: `${charts}/${chart}`,
    ref: { tag: version },
    layerSelector: { mediaType: 'application/vnd.cncf.helm.chart.content.v1.tar+gzip', operation: 'copy' },
  });
  return toReleases(mesh, revisions).map(release => ({
    apiVersion: SOURCE,
    kind: 'OCIRepository',
    metadata: { name: release.name, namespace },
    spec: toSpec(release),
  }));
}

function toChart(
  { charts, interval }: ResolvedFlux,
  { chart, name, version }: Release,
): Pick<Spec<HelmReleaseProps>, 'chart' | 'chartRef'> {
  if (isOci(charts)) return { chartRef: { kind: 'OCIRepository', name } };
  return {
    chart: { spec: { chart, version, interval, sourceRef: { kind: 'HelmRepository', name: 'istio' } } },
  };
}

/** @see https://fluxcd.io/flux/components/helm/helmreleases/ */
function toHelmRelease(flux: ResolvedFlux, release: Release): Manifest {
  const { namespace, interval, timeout, retries } = flux;
  const { mesh } = release;
  const spec: Spec<HelmReleaseProps> = {
    ...toChart(flux, release),
    interval,
    timeout,
    releaseName: release.name,
    targetNamespace: release.namespace,
    storageNamespace: release.namespace,
    dependsOn: release.after === undefined ? undefined : [{ name: release.after }],
    install: { remediation: { retries } },
    upgrade: { remediation: { retries, remediateLastFailure: true } },
    driftDetection: { mode: 'enabled', ignore: toWebhookIgnores(mesh, release.chart) },
    values: toHelmValues(mesh)[release.chart],
  };
  const metadata = { name: release.name, namespace };
  return { apiVersion: 'helm.toolkit.fluxcd.io/v2', kind: 'HelmRelease', metadata, spec };
}

/** Gateway API's standard channel; `prune` off, since taking the definitions away takes every Gateway with them. */
function toGatewayApi({ mesh, revisions, namespace, interval, gatewayApi }: ResolvedFlux): readonly Manifest[] {
  if (gatewayApi === 'existing') return [];
  const metadata = { name: 'gateway-api', namespace };
  const source: Spec<GitRepositoryProps> = {
    interval,
    url: 'https://github.com/kubernetes-sigs/gateway-api',
    ref: { tag: `v${toDefinitionsLeft(mesh, 'flux', revisions).row.gatewayApi}` },
    ignore: '/*\n!/config/crd\n',
  };
  const definitions: Spec<KustomizationProps> = {
    interval,
    path: './config/crd',
    prune: false,
    wait: true,
    sourceRef: { kind: 'GitRepository', name: metadata.name },
  };
  return [
    { apiVersion: SOURCE, kind: 'GitRepository', metadata, spec: source },
    { apiVersion: 'kustomize.toolkit.fluxcd.io/v1', kind: 'Kustomization', metadata, spec: definitions },
  ];
}

const idOf = ({ kind, metadata }: Manifest) => `${kind}-${metadata.name}`;

/**
 * A mesh that Flux installs from the official charts: their source, a HelmRelease for each, and Gateway API's
 * definitions. Istio's own definitions come with the release `istio-base`.
 */
export class FluxDelivery extends Construct {
  constructor(scope: Construct, id: string, props: FluxDeliveryProps) {
    super(scope, id);
    const flux = resolve(props);
    for (const each of [flux.mesh, ...flux.revisions]) enforce(this, [...MESH_CHECKS, ...CHART_TEXT_CHECKS], each);
    enforce(this, REVISION_CHECKS, flux);
    enforce(this, CHART_REPOSITORY_CHECKS, flux);
    enforce(this, CHECKS, flux);
    const manifests = [
      ...toGatewayApi(flux),
      ...toChartSources(flux),
      ...toReleases(flux.mesh, flux.revisions).map(release => toHelmRelease(flux, release)),
    ];
    addObjects(this, Object.fromEntries(manifests.map(object => [idOf(object), object])));
    for (const manifest of manifests) {
      writeNulls(this.node.findChild(idOf(manifest)) as ApiObject, [], manifest);
    }
  }
}
