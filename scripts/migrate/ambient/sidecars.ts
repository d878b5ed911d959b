import type { Manifest } from '../manifest';

/** A namespace whose pods have sidecars. */
export interface MovingNamespace {
  readonly name: string;
  /** The manifest of the namespace, where it is among the files. */
  readonly manifest?: Manifest;
  /** The label that injects, as `name: value`. */
  readonly injection?: readonly [string, string];
  readonly workloads: readonly Manifest[];
}

const TEMPLATES = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job'];

/** The pod of a workload, and the path to it. */
export function podOf({ object }: Manifest) {
  if (object.kind === 'Pod') return { path: [] as string[], pod: object };
  if (TEMPLATES.includes(object.kind)) return { path: ['spec', 'template'], pod: object.spec?.template ?? {} };
  if (object.kind === 'CronJob') {
    const path = ['spec', 'jobTemplate', 'spec', 'template'];
    return { path, pod: object.spec?.jobTemplate?.spec?.template ?? {} };
  }
  return undefined;
}

export const namespaceOf = ({ object }: Manifest): string =>
  object.kind === 'Namespace' ? object.metadata.name : (object.metadata.namespace ?? 'default');

/** Whether a pod asks for a sidecar, or refuses one; by a label, or by the annotation that was there before. */
export function injectionOf(pod: { metadata?: Manifest['object']['metadata'] }): string | undefined {
  const name = 'sidecar.istio.io/inject';
  const value = pod.metadata?.labels?.[name] ?? pod.metadata?.annotations?.[name];
  return value === undefined ? undefined : String(value);
}

/** The label of a namespace that injects sidecars into its pods. */
function injectionLabel({ object }: Manifest): readonly [string, string] | undefined {
  const labels = object.metadata.labels ?? {};
  const { 'istio-injection': injection, 'istio.io/rev': revision } = labels;
  if (injection === 'enabled') return ['istio-injection', injection];
  return injection === undefined && revision !== undefined ? ['istio.io/rev', revision] : undefined;
}

/** The namespaces that have sidecars, by a label of their own or by pods that ask for one or have one written in. */
export function findMoving(manifests: readonly Manifest[]): MovingNamespace[] {
  const namespaces = new Map(
    manifests.filter(({ object }) => object.kind === 'Namespace').map(each => [namespaceOf(each), each]),
  );
  const workloads = manifests.filter(each => podOf(each) !== undefined);
  const named = [...new Set([...namespaces.keys(), ...workloads.map(namespaceOf)])];
  return named.flatMap(name => {
    const manifest = namespaces.get(name);
    const injection = manifest && injectionLabel(manifest);
    const own = workloads.filter(each => namespaceOf(each) === name);
    if (injection === undefined && !own.some(hasSidecar)) return [];
    return [{ name, manifest, injection, workloads: own }];
  });
}

function hasSidecar(workload: Manifest): boolean {
  const { pod } = podOf(workload) ?? { pod: {} };
  return injectionOf(pod) === 'true' || writtenSidecar(pod) !== undefined;
}

/** The place of a sidecar that is part of the manifest, below the pod. */
export function writtenSidecar(pod: {
  spec?: Record<string, { name?: string }[]>;
}): readonly (string | number)[] | undefined {
  for (const list of ['containers', 'initContainers']) {
    const index = (pod.spec?.[list] ?? []).findIndex(({ name }) => name === 'istio-proxy' || name === 'istio-init');
    if (index >= 0) return ['spec', list, index];
  }
  return undefined;
}
