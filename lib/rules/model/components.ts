import type { ObjectIndex } from '../../core/object-index';
import { clusterOf, describe, labelsOf } from './cluster';
import { type Component, USUAL_NAMESPACE } from './component';
import { deliveredComponents } from './deliveries';
import { at, objectsOf, textOf } from './fields';
import { CONFIG_MAP } from './kinds';
import { readYaml } from './mesh-config';
import { DAEMON_SET, DEPLOYMENT, type Workload, workloadsOf } from './workloads';

const IMAGES: Readonly<Record<string, Component['role']>> = {
  pilot: 'istiod',
  'install-cni': 'cni',
  ztunnel: 'ztunnel',
};
const KINDS: Readonly<Record<string, string>> = { istiod: DEPLOYMENT, cni: DAEMON_SET, ztunnel: DAEMON_SET };

const known = new WeakMap<ObjectIndex, readonly Component[]>();

/** Every component that is installed here. */
export function componentsOf(index: ObjectIndex): readonly Component[] {
  const components = known.get(index) ?? [...plainComponents(index), ...deliveredComponents(clusterOf(index))];
  known.set(index, components);
  return components;
}

/** Every istiod that is installed here. */
export const istiodsOf = (index: ObjectIndex): readonly Component[] =>
  componentsOf(index).filter(({ role }) => role === 'istiod');

/** The workloads that are istiod. */
export const istiodWorkloads = (index: ObjectIndex): ReadonlySet<Workload> =>
  new Set(workloadsOf(index).all.filter(workload => roleOf(workload) === 'istiod'));

export const isZtunnel = (workload: Workload): boolean => roleOf(workload) === 'ztunnel';

/** What a workload is, told by its images. */
function roleOf({ stored, containers }: Workload): Component['role'] | undefined {
  if (stored.kind !== DEPLOYMENT && stored.kind !== DAEMON_SET) return undefined;
  const roles = containers.map(({ image }) => IMAGES[/([^/:@]+)(?:[:@][^/]*)?$/.exec(textOf(image) ?? '')?.[1] ?? '']);
  return roles.find(role => role !== undefined && KINDS[role] === stored.kind);
}

function* plainComponents(index: ObjectIndex): Iterable<Component> {
  const cluster = clusterOf(index);
  for (const workload of workloadsOf(index).all) {
    const role = roleOf(workload);
    if (role === undefined) continue;
    const { stored, containers, namespace } = workload;
    const tags = containers.map(({ image }) => /:v?(\d+\.\d+\.\d+)/.exec(textOf(image) ?? '')?.[1]);
    const revision = labelsOf(stored)['istio.io/rev'] ?? 'default';
    const suffix = revision === 'default' ? '' : `-${revision}`;
    const dataOf = (name: string, key: string) =>
      readYaml(at(cluster.find(CONFIG_MAP, namespace, `${name}${suffix}`)?.object, 'data', key));
    const meshConfig = role === 'istiod' ? dataOf('istio', 'mesh') : undefined;
    yield {
      role,
      stored,
      title: `${role} of ${describe(stored)}`,
      namespace,
      version: tags.find(tag => tag !== undefined),
      revision,
      isOpen: containers.some(({ envFrom }) => objectsOf(envFrom).length > 0),
      env: Object.fromEntries(
        containers.flatMap(({ env }) => objectsOf(env)).map(({ name, value }) => [String(name), value]),
      ),
      meshConfig,
      rootNamespace: meshConfig && (textOf(meshConfig.rootNamespace) || USUAL_NAMESPACE),
      values: role === 'istiod' ? dataOf('istio-sidecar-injector', 'values') : undefined,
    };
  }
}
