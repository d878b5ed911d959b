import { groupKindOf } from '../../apply-set/apply-set';
import { describe } from '../../apply-set/members';
import { deliveryOf } from '../../crds/needed';
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

/** The parts of a mesh that somebody else installs, as its charts name them. */
const PARTS: readonly { readonly kind: string; readonly app: string; readonly label: string }[] = [
  { kind: 'Deployment.apps', app: 'istiod', label: 'app' },
  { kind: 'DaemonSet.apps', app: 'istio-cni-node', label: 'k8s-app' },
  { kind: 'DaemonSet.apps', app: 'ztunnel', label: 'app' },
];

/** istiod, istio-cni and ztunnel, whoever installs them, and the apps. */
export const components: Check = {
  id: 'components',
  title: 'istiod, istio-cni, ztunnel and the apps are rolled out, on every node where they belong',
  run: async ({ objects, live }) => {
    const wanted = objects.filter(object => groupKindOf(object) in RESOURCES);
    const own = wanted.map(async object => {
      const { name, namespace = 'default' } = object.metadata;
      const found = (await live.all(RESOURCES[groupKindOf(object)])).find(
        ({ metadata }) => metadata.name === name && (metadata.namespace ?? 'default') === namespace,
      );
      return found === undefined ? fails(describe(object), 'it is not there', 'npm run up') : judge(found);
    });
    const delivered = deliveryOf(objects) === 'manifests' ? [] : [installed(live)];
    return (await Promise.all([...own, ...delivered])).flat();
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

/** What Flux or the operator has made of the mesh. */
async function installed(live: LiveCluster): Promise<Outcome[]> {
  const outcomes = PARTS.map(async ({ kind, app, label }) => {
    const found = (await live.all(RESOURCES[kind])).filter(
      ({ spec }) => spec.template?.metadata?.labels?.[label] === app,
    );
    return found.length === 0
      ? [fails(app, 'is not installed', 'look at what is to install it: npm run up')]
      : found.map(judge);
  });
  return (await Promise.all(outcomes)).flat();
}
