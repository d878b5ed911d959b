import type { KubeObject } from '../../../../lib/core/object-index';
import { groupKindOf } from '../../apply-set/apply-set';
import { describe } from '../../apply-set/members';
import type { LiveObject } from '../../kubectl/live-object';
import { READY_AT_ONCE } from '../../wait/readiness';
import { type Check, fails, holds, type Outcome } from '../check';
import type { LiveCluster } from '../live-cluster';

/** Kinds that run something, or have something else run it, by the resource that lists them. */
const RESOURCES: Readonly<Record<string, string>> = {
  'Deployment.apps': 'deployments',
  'DaemonSet.apps': 'daemonsets',
  'StatefulSet.apps': 'statefulsets',
  'HelmRelease.helm.toolkit.fluxcd.io': 'helmreleases.helm.toolkit.fluxcd.io',
  'Istio.sailoperator.io': 'istios.sailoperator.io',
  'IstioCNI.sailoperator.io': 'istiocnis.sailoperator.io',
  'ZTunnel.sailoperator.io': 'ztunnels.sailoperator.io',
};

/** A part of a mesh, as its chart names it. */
interface Part {
  readonly kind: string;
  readonly app: string;
  readonly label: string;
}

const PARTS: readonly Part[] = [
  { kind: 'Deployment.apps', app: 'istiod', label: 'app' },
  { kind: 'DaemonSet.apps', app: 'istio-cni-node', label: 'k8s-app' },
  { kind: 'DaemonSet.apps', app: 'ztunnel', label: 'app' },
];

const isOf =
  ({ kind, app, label }: Part) =>
  (object: KubeObject): boolean =>
    groupKindOf(object) === kind && object.spec.template?.metadata?.labels?.[label] === app;

/** istiod, istio-cni and ztunnel, whoever installs them, and the apps. */
export const components: Check = {
  id: 'components',
  title: 'istiod, istio-cni, ztunnel and the apps are rolled out, on every node where they belong',
  run: async ({ objects, live, plan }) => {
    const wanted = objects.filter(object => groupKindOf(object) in RESOURCES);
    const own = wanted.map(async object => {
      const { name, namespace = 'default' } = object.metadata;
      const found = (await live.all(RESOURCES[groupKindOf(object)])).find(
        ({ metadata }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace,
      );
      return found === undefined ? fails(describe(object), 'it is not there', 'npm run up') : judge(found);
    });
    const others = plan.enabled ? PARTS.filter(part => !objects.some(isOf(part))) : [];
    return (await Promise.all([...own, ...others.map(part => installed(live, part))])).flat();
  },
};

function judge(found: LiveObject): Outcome {
  const { name, namespace } = found.metadata;
  const kind = groupKindOf(found);
  const why = READY_AT_ONCE[kind](found);
  if (why === undefined) return holds(describe(found), kind.endsWith('.apps') ? 'is rolled out' : 'is Ready');
  const where = namespace === undefined ? name : `-n ${namespace} ${name}`;
  const look = `kubectl describe ${found.kind.toLowerCase()} ${where}`;
  return fails(describe(found), why, kind.endsWith('.apps') ? `${look}, and the log of its pods` : look);
}

/** What something else has made of a part that is not among the topology's objects: Flux, an operator. */
async function installed(live: LiveCluster, part: Part): Promise<Outcome[]> {
  const found = (await live.all(RESOURCES[part.kind])).filter(isOf(part));
  if (found.length > 0) return found.map(judge);
  return [fails(part.app, 'is not installed', 'look at what is to install it: npm run up')];
}
