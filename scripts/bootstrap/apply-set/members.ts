import type { KubeObject } from '../../../lib/core/object-index';
import { describeKey, keyOf } from '../../../lib/core/object-index';
import { failed, type Kubectl } from '../kubectl/kubectl';
import { type LiveObject, parseObjects } from '../kubectl/live-object';
import { type ApplySet, PART_OF } from './apply-set';

/** One name for an object whatever the version of its API: `Gateway.gateway.networking.k8s.io app/web`. */
export function identityOf(object: KubeObject): string {
  const { group, kind, namespace, name } = keyOf(object);
  return `${kind}.${group} ${namespace ?? ''}/${name}`;
}

/** An object in the words of a message: `Gateway istio-intranet/gateway-intranet`. */
export const describe = (object: KubeObject): string => describeKey(keyOf(object));

/** Every member on the cluster, of any of the kinds; a kind that the cluster no longer has has none. */
export async function listMembers(kubectl: Kubectl, { id }: ApplySet, kinds: readonly string[]): Promise<LiveObject[]> {
  let known = [...new Set(kinds)].sort();
  while (known.length > 0) {
    const args = ['get', known.join(','), '--all-namespaces', '--selector', `${PART_OF}=${id}`, '-o', 'json'];
    const outcome = await kubectl.attempt(args, { settled: true });
    if (outcome.code === 0) return parseObjects(outcome.stdout);
    const unknown = /resource type "([^"]+)"/.exec(outcome.stderr)?.[1].toLowerCase();
    const rest = known.filter(kind => kind.split('.')[0].toLowerCase() !== unknown && kind.toLowerCase() !== unknown);
    if (rest.length === known.length) throw failed(args, outcome);
    known = rest;
  }
  return [];
}
