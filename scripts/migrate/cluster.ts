import { spawnSync } from 'node:child_process';
import { describeKey, type KubeObject, keyOf } from '../../lib/core/object-index';
import type { FieldPath, Manifest, ReadFile } from './manifest';

/** What is read of a cluster for each task, as `kubectl api-resources` names it. */
export const RESOURCES = {
  routes: ['ingresses.networking.k8s.io', 'services'],
  plan: [
    'namespaces',
    'deployments.apps',
    'statefulsets.apps',
    'daemonsets.apps',
    'cronjobs.batch',
    'networkpolicies.networking.k8s.io',
    'authorizationpolicies.security.istio.io',
    'requestauthentications.security.istio.io',
    'peerauthentications.security.istio.io',
    'virtualservices.networking.istio.io',
    'destinationrules.networking.istio.io',
    'envoyfilters.networking.istio.io',
    'sidecars.networking.istio.io',
    'proxyconfigs.networking.istio.io',
    'wasmplugins.extensions.istio.io',
  ],
} as const;

/**
 * Reads the cluster of a context by kubectl: lists, and nothing else.
 * @param context undefined for the current one
 */
export function readCluster(task: keyof typeof RESOURCES, context: string | undefined): ReadFile {
  const place = context ?? 'cluster';
  const kubectl = (...args: string[]) =>
    runKubectl([...args, ...(context === undefined ? [] : ['--context', context])]);
  try {
    const served = kubectl('api-resources', '--verbs=list', '--output=name').split('\n');
    const known = RESOURCES[task].filter(resource => served.includes(resource));
    const list = JSON.parse(kubectl('get', known.join(','), '--all-namespaces', '--output=json'));
    return { manifests: list.items.map((object: KubeObject) => toManifest(object, place)), faults: [] };
  } catch (error) {
    return { manifests: [], faults: [{ place, message: (error as Error).message }] };
  }
}

/** What stands for file and line is the object, and the field in it. */
function toManifest(object: KubeObject, cluster: string): Manifest {
  const place = `${cluster}, ${describeKey(keyOf(object))}`;
  return { object, place, at: (path: FieldPath) => (path.length === 0 ? place : `${place}, ${path.join('.')}`) };
}

function runKubectl(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('kubectl', args, {
    env: process.env,
    encoding: 'utf8',
    maxBuffer: 2 ** 30,
  });
  if (error !== undefined) throw new Error(`kubectl does not run (${error.message}); install it, or name files`);
  if (status !== 0) throw new Error(stderr.trim().split('\n').at(-1) || `kubectl ended with ${status}`);
  return stdout;
}
