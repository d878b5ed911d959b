import { Helm } from 'cdk8s';
import { Construct } from 'constructs';
import { type Check, enforce } from '../../core/checks';
import { textOf } from '../../core/findings';
import { MESH_CHECKS } from '../checks/component-checks';
import { REVISION_CHECKS } from '../revisions';
import type { ResolvedMesh } from '../spec';
import { CHART_TEXT_CHECKS } from './chart-texts';
import { toHelmValues } from './helm-values';
import { CHART_SOURCE_CHECKS, PUBLISHED_CHARTS, toChartAddress, toReleases } from './releases';

/** How helm is to render a mesh. */
export interface HelmOptions {
  /**
   * The helm program: a name on the path, or a path.
   * @default 'helm'
   */
  readonly helmExecutable?: string;
}

export interface HelmDeliveryProps extends HelmOptions {
  /** The mesh to deliver. */
  readonly mesh: ResolvedMesh;

  /** Istiods beside the mesh's own. @default - none */
  readonly revisions?: readonly ResolvedMesh[];

  /**
   * Where the charts are: `https://`, `oci://`, or a folder that holds them by their names, for use without a network.
   * @default 'https://blob.istio.io/istio-release/charts'
   */
  readonly charts?: string;
}

/** Why a chart was not rendered. */
interface Failure {
  readonly release: string;
  readonly from: string;
  readonly helm: string;
  readonly said: string;
}

const WITHOUT = 'or choose the delivery manifests, which needs neither helm nor a network';
const isAbsent = ({ said }: Failure) => /^unable to execute/.test(said);
const isUnreached = (failure: Failure) =>
  !isAbsent(failure) &&
  /dial tcp|no such host|i\/o timeout|connection refused|deadline exceeded|unreachable/i.test(failure.said);

const FAILURE_CHECKS: readonly Check<Failure>[] = [
  {
    id: 'AMB183',
    when: isAbsent,
    found: ({ helm }) => `no program ${helm}`,
    expected: ({ release }) => `helm, to render ${release}`,
    cure: `install helm or set helmExecutable, ${WITHOUT}`,
  },
  {
    id: 'AMB184',
    when: isUnreached,
    found: ({ from }) => `no network to ${from}`,
    expected: ({ release }) => `the chart of ${release} from there`,
    cure: `set charts to a folder that holds the charts, ${WITHOUT}`,
  },
  {
    id: 'AMB185',
    when: failure => !isAbsent(failure) && !isUnreached(failure),
    found: ({ said }) => `helm saying ${JSON.stringify(said.replace(/^Error: /, '').split('\n')[0])}`,
    expected: ({ release, from }) => `${release}, rendered from ${from}`,
    cure: `set charts to where the charts of this version are, ${WITHOUT}`,
  },
];

/**
 * A mesh as helm renders it from the official charts while this is synthesized, without the definitions of Istio's
 * kinds: those are applied before everything else.
 */
export class HelmDelivery extends Construct {
  constructor(scope: Construct, id: string, props: HelmDeliveryProps) {
    super(scope, id);
    const { mesh, revisions = [], charts = PUBLISHED_CHARTS, helmExecutable = 'helm' } = props;
    for (const each of [mesh, ...revisions]) enforce(this, [...MESH_CHECKS, ...CHART_TEXT_CHECKS], each);
    enforce(this, REVISION_CHECKS, { mesh, revisions });
    enforce(this, CHART_SOURCE_CHECKS, { charts });
    if (CHART_SOURCE_CHECKS.some(({ when }) => when({ charts }))) return;
    for (const release of toReleases(mesh, revisions)) {
      const { chart, name: releaseName, namespace } = release;
      const values = toHelmValues(release.mesh)[chart];
      try {
        const address = toChartAddress(charts, chart, release.version);
        withoutDefinitions(new Helm(this, releaseName, { ...address, releaseName, namespace, values, helmExecutable }));
      } catch (thrown) {
        const failure = { release: releaseName, from: charts, helm: helmExecutable, said: textOf(thrown).trim() };
        enforce(this, FAILURE_CHECKS, failure);
        if (isAbsent(failure) || isUnreached(failure)) return;
      }
    }
  }
}

function withoutDefinitions(helm: Helm): void {
  for (const object of helm.apiObjects) {
    if (object.kind === 'CustomResourceDefinition') helm.node.tryRemoveChild(object.node.id);
  }
}
