import { Construct } from 'constructs';
import type { IstioRevisionTagProps } from '../../../imports/sailoperator.io';
import { OlmSubscription, type OlmSubscriptionProps } from '../../addons/olm-subscription';
import { enforce } from '../../core/checks';
import { MESH_CHECKS } from '../checks/component-checks';
import { addObjects, type Manifest, type Manifests, unlessEmpty } from '../manifest';
import { REVISION_CHECKS } from '../revisions';
import type { ResolvedMesh } from '../spec';
import { CHART_TEXT_CHECKS } from './chart-texts';
import { toHelmValues } from './helm-values';
import type { Plain } from './plain';
import { istioName, SAIL_CHECKS } from './sail-checks';
import { type SailKind, toSailValues } from './sail-values';
import { toSailVersion } from './sail-versions';

/** How the Sail operator is to deliver a mesh. */
export interface SailOptions {
  /**
   * What becomes of istiod when the version changes: replaced, or joined by a second one until nothing uses the first.
   * @default 'InPlace'
   */
  readonly updateStrategy?: 'InPlace' | 'RevisionBased';

  /**
   * Whether Sail moves workloads to the new istiod by itself; for `RevisionBased`.
   * @default false
   */
  readonly updateWorkloads?: boolean;

  /**
   * How long an istiod that nothing uses stays, in seconds; for `RevisionBased`.
   * @default - Sail's own, 30
   */
  readonly inactiveRevisionDeletionGracePeriodSeconds?: number;

  /**
   * The operator itself, installed by the Operator Lifecycle Manager; `name` is `sailoperator` unless given.
   * @default - none: the operator is there already
   */
  readonly subscription?: Partial<OlmSubscriptionProps>;
}

export interface SailDeliveryProps extends SailOptions {
  /** The mesh to deliver. */
  readonly mesh: ResolvedMesh;

  /** Istiods beside the mesh's own; one is an `Istio` that is updated in place. @default - none */
  readonly revisions?: readonly ResolvedMesh[];
}

function resolve(props: SailDeliveryProps) {
  return { ...props, updateStrategy: props.updateStrategy ?? 'InPlace', values: toHelmValues(props.mesh) };
}

type ResolvedSail = ReturnType<typeof resolve>;

function toResource({ mesh, values: given }: ResolvedSail, kind: SailKind, name: string, spec: object): Manifest {
  const values = unlessEmpty(toSailValues(given)[kind]);
  return {
    apiVersion: 'sailoperator.io/v1',
    kind,
    metadata: { name },
    spec: { version: toSailVersion(mesh.version), ...spec, values },
  };
}

function toUpdateStrategy({ updateStrategy, updateWorkloads, ...sail }: ResolvedSail) {
  const { inactiveRevisionDeletionGracePeriodSeconds } = sail;
  return { type: updateStrategy, inactiveRevisionDeletionGracePeriodSeconds, updateWorkloads };
}

function toIstio(sail: ResolvedSail): Manifest {
  const { mesh } = sail;
  const updateStrategy = toUpdateStrategy(sail);
  return toResource(sail, 'Istio', istioName(mesh), { namespace: mesh.namespace, profile: 'ambient', updateStrategy });
}

/**
 * ztunnel follows an istiod whose name Sail changes with its version. It gets a copy of its mesh config too, and has
 * `defaultConfig.proxyMetadata` as environment variables.
 */
function toTarget({ mesh, updateStrategy }: ResolvedSail) {
  return updateStrategy === 'InPlace' ? {} : { targetRef: { kind: 'Istio', name: istioName(mesh) } };
}

function toTags({ mesh }: ResolvedSail): Manifests {
  const spec: Plain<IstioRevisionTagProps['spec']> = { targetRef: { kind: 'Istio', name: istioName(mesh) } };
  const toTag = (name: string): Manifest => ({
    apiVersion: 'sailoperator.io/v1',
    kind: 'IstioRevisionTag',
    metadata: { name },
    spec,
  });
  return Object.fromEntries(mesh.revisionTags.map(tag => [`Tag-${tag}`, toTag(tag)]));
}

/**
 * A mesh that the Sail operator installs: `Istio`, `IstioCNI` and `ZTunnel`, and an `IstioRevisionTag` for each tag.
 * The operator brings Istio's definitions.
 * @see https://github.com/istio-ecosystem/sail-operator/blob/main/docs/README.md
 */
export class SailDelivery extends Construct {
  constructor(scope: Construct, id: string, props: SailDeliveryProps) {
    super(scope, id);
    const sail = resolve(props);
    const { mesh, subscription, revisions = [] } = sail;
    const others = revisions.map(each => resolve({ mesh: each }));
    const all = [sail, ...others];
    for (const each of all) {
      enforce(this, [...MESH_CHECKS, ...CHART_TEXT_CHECKS], each.mesh);
      enforce(this, SAIL_CHECKS, { ...each, all });
    }
    enforce(this, REVISION_CHECKS, { mesh, revisions });
    if (subscription) new OlmSubscription(this, 'Operator', { name: 'sailoperator', ...subscription });
    addObjects(this, {
      IstioCNI: toResource(sail, 'IstioCNI', 'default', { namespace: mesh.cni.namespace, profile: 'ambient' }),
      Istio: toIstio(sail),
      ...Object.fromEntries(others.map(each => [`Istio-${istioName(each.mesh)}`, toIstio(each)])),
      ZTunnel: toResource(sail, 'ZTunnel', 'default', { namespace: mesh.ztunnel.namespace, ...toTarget(sail) }),
      ...Object.assign({}, ...all.map(toTags)),
    });
  }
}
