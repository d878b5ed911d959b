import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from '../../core/checks';
import { findReplacement } from '../../rules/model/retired-registries';
import { newestOf } from '../revisions';
import type { ResolvedMesh } from '../spec';
import type { Chart } from './value-paths';

/**
 * Where Istio publishes its charts; the other place is `oci://ghcr.io/istio/release/charts`.
 * @see https://istio.io/latest/docs/ambient/install/helm/
 */
export const PUBLISHED_CHARTS = 'https://blob.istio.io/istio-release/charts';

/** One of the official charts, installed. */
export interface Release {
  readonly chart: Chart;
  /** The name that Helm knows it by. */
  readonly name: string;
  /** Where its objects are. */
  readonly namespace: string;
  /** The release that has to be ready before. */
  readonly after?: string;
  /** Whose values it has. */
  readonly mesh: ResolvedMesh;
  /** The version of its chart; `base` brings the definitions that the newest istiod reads. */
  readonly version: string;
}

const releaseOf = ({ revision }: ResolvedMesh) => (revision === '' ? 'istiod' : `istiod-${revision}`);

/**
 * The releases of a mesh in the order in which each finds what it needs.
 * @param revisions istiods beside the mesh's own
 */
export function toReleases(mesh: ResolvedMesh, revisions: readonly ResolvedMesh[] = []): readonly Release[] {
  const toIstiod = (each: ResolvedMesh): Release => ({
    chart: 'istiod',
    name: releaseOf(each),
    namespace: each.namespace,
    after: 'istio-cni',
    mesh: each,
    version: each.version,
  });
  const { version } = mesh;
  return [
    {
      chart: 'base',
      name: 'istio-base',
      namespace: mesh.namespace,
      mesh,
      version: newestOf({ mesh, revisions }).version,
    },
    { chart: 'cni', name: 'istio-cni', namespace: mesh.cni.namespace, after: 'istio-base', mesh, version },
    ...[mesh, ...revisions].map(toIstiod),
    { chart: 'ztunnel', name: 'ztunnel', namespace: mesh.ztunnel.namespace, after: releaseOf(mesh), mesh, version },
  ];
}

export const isOci = (charts: string): boolean => charts.startsWith('oci://');
const isRepository = (charts: string): boolean => isOci(charts) || /^https?:\/\//.test(charts);

/** What helm is told to find a chart: repository, OCI artifact or folder, with the version unless the folder has it. */
export function toChartAddress(charts: string, chart: Chart, version: string) {
  if (isOci(charts)) return { chart: `${charts}/${chart}`, version };
  if (isRepository(charts)) return { chart, repo: charts, version };
  const folders = (FOLDERS[chart] ?? [chart]).map(folder => join(charts, folder));
  return { chart: folders.find(folder => existsSync(join(folder, 'Chart.yaml'))) ?? folders[0] };
}

/** Names of the folders of charts, as they are published and as istio/istio has them below `manifests/charts`. */
const FOLDERS: Readonly<Record<Chart, readonly [string, ...string[]]>> = {
  base: ['base'],
  cni: ['cni', 'istio-cni'],
  istiod: ['istiod', 'istio-control/istio-discovery'],
  ztunnel: ['ztunnel'],
};

interface WithCharts {
  readonly charts: string;
}

/** Whether charts can be had from there, now and next year. */
export const CHART_SOURCE_CHECKS: readonly Check<WithCharts>[] = [
  {
    id: 'AMB180',
    when: ({ charts }) => findReplacement(charts) !== undefined,
    found: ({ charts }) => `charts ${charts}`,
    expected: 'a repository that lasts: this one is switched off in December 2026 and has no Istio 1.31',
    cure: `use ${PUBLISHED_CHARTS} or oci://ghcr.io/istio/release/charts, or a mirror of them`,
  },
];

/** The same where a controller in the cluster fetches them, which knows no folder of ours. */
export const CHART_REPOSITORY_CHECKS: readonly Check<WithCharts>[] = [
  ...CHART_SOURCE_CHECKS,
  {
    id: 'AMB181',
    when: ({ charts }) => !/^(https?|oci):\/\/[^/\s]+(\/[^/\s]+)*$/.test(charts),
    found: ({ charts }) => `charts ${JSON.stringify(charts)}`,
    expected: 'an address that begins with https://, http:// or oci:// and has no slash at the end',
    cure: `write it as in ${PUBLISHED_CHARTS}, or choose the delivery helm, which takes a folder`,
  },
];
