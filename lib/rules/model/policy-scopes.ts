import type { ObjectIndex } from '../../core/object-index';
import type { Stored } from './cluster';
import { at, labelsIn, objectsOf, textOf } from './fields';
import { type GatewayPods, gatewayPods } from './gateway-pods';
import {
  AUTHORIZATION_POLICY,
  ENVOY_FILTER,
  type KindId,
  PEER_AUTHENTICATION,
  REQUEST_AUTHENTICATION,
  TELEMETRY,
  WASM_PLUGIN,
} from './kinds';
import { LabelIndex } from './label-index';
import type { Labels } from './label-selectors';
import { modelOf } from './model';
import { isCaptured, type Workload, workloadsOf } from './workloads';

/** For which pods a policy without targets is. */
export interface PolicyScope {
  readonly policy: Stored;
  /** The labels that it asks for; undefined where it is for a whole namespace, or the mesh. */
  readonly selector: Labels | undefined;
  /** Whether it is in the root namespace, and so for pods of all namespaces. */
  readonly isMeshWide: boolean;
  /** The pods that are here; of a policy for the mesh not counted. */
  readonly workloads: readonly Workload[];
  /** The pods of ingress gateways, where policies with selectors are read in full. */
  readonly gateways: readonly (GatewayPods | Workload)[];
}

const SELECTOR = ['spec', 'selector', 'matchLabels'];
/** Where each kind keeps the labels that it asks for. */
const KINDS: ReadonlyMap<KindId, readonly string[]> = new Map([
  [AUTHORIZATION_POLICY, SELECTOR],
  [REQUEST_AUTHENTICATION, SELECTOR],
  [PEER_AUTHENTICATION, SELECTOR],
  [WASM_PLUGIN, SELECTOR],
  [TELEMETRY, SELECTOR],
  [ENVOY_FILTER, ['spec', 'workloadSelector', 'labels']],
]);

const known = new WeakMap<ObjectIndex, ReadonlyMap<KindId, readonly PolicyScope[]>>();

/** Every policy of a kind that names no targets. */
export function scopesOf(index: ObjectIndex, kind: KindId): readonly PolicyScope[] {
  const scopes = known.get(index) ?? new Map([...KINDS].map(([each, path]) => [each, read(index, each, path)]));
  known.set(index, scopes);
  return scopes.get(kind) ?? [];
}

function read(index: ObjectIndex, kind: KindId, path: readonly string[]): PolicyScope[] {
  const { cluster, rootNamespace } = modelOf(index);
  const gateways = new LabelIndex(gatewayPods(index).filter(({ role }) => role === 'gateway'));
  const workloads = workloadsOf(index).index;
  return cluster
    .ofKind(kind)
    .filter(({ object }) => at(object, 'spec', 'targetRef') === undefined && !hasTargets(object.spec))
    .map(policy => {
      const matchLabels = labelsIn(at(policy.object, ...path));
      const isMeshWide = policy.namespace === rootNamespace;
      const chosen = isMeshWide ? [] : workloads.select(policy.namespace, { matchLabels });
      const ingress = isMeshWide ? gatewayPods(index) : gateways.select(policy.namespace, { matchLabels });
      return {
        policy,
        isMeshWide,
        selector: Object.keys(matchLabels).length === 0 ? undefined : matchLabels,
        workloads: chosen.filter(workload => !isProxy(workload)),
        gateways: [...ingress, ...chosen.filter(isProxy)],
      };
    });
}

const hasTargets = (spec: unknown) => objectsOf(at(spec, 'targetRefs')).length > 0;

/** Whether pods have a proxy of their own: a sidecar, or nothing else as a classic gateway. */
export function isProxy({ labels, annotations, containers }: Workload): boolean {
  if (labels['sidecar.istio.io/inject'] === 'true' || annotations['inject.istio.io/templates'] !== undefined)
    return true;
  return containers.some(({ name }) => textOf(name) === 'istio-proxy');
}

/** Whether the pods of a namespace get sidecars, which see what ztunnel does not. */
export function hasSidecars(index: ObjectIndex, namespace: string): boolean {
  const labels = modelOf(index).cluster.namespaceLabels(namespace) ?? {};
  if (labels['istio.io/dataplane-mode'] === 'ambient') return false;
  return labels['istio-injection'] === 'enabled' || labels['istio.io/rev'] !== undefined;
}

/** Whether ztunnel is the one to enforce a policy, as far as is known: not a gateway alone, and no sidecar. */
export function isForZtunnel(index: ObjectIndex, { policy, isMeshWide, workloads, gateways }: PolicyScope): boolean {
  const { cluster } = modelOf(index);
  if (gateways.length > 0 && !workloads.some(workload => isCaptured(cluster, workload))) return false;
  return isMeshWide || !hasSidecars(index, policy.namespace);
}
