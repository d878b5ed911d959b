import { annotationsOf, type Cluster, type Stored } from './cluster';
import type { ListenerSpec } from './gateway-spec';
import { CERTIFICATE, GATEWAY, LISTENER_SET } from './kinds';

/** By these cert-manager makes the certificates of a Gateway itself. */
const SHIM = ['cert-manager.io/issuer', 'cert-manager.io/cluster-issuer'];

/** On a Gateway or a ListenerSet: the Secrets that are made by other means, as in `a,b`; whoever wrote it knows. */
export const EXPECTED_SECRETS = 'cdk8s-istio-ambient/expects-secrets';

/**
 * The Secrets, as `namespace/name`, that are not here and yet will be: cert-manager makes them, or somebody vouches.
 * @see https://cert-manager.io/docs/usage/gateway/
 */
export function promisedSecrets(cluster: Cluster): ReadonlySet<string> {
  const issued = cluster.ofKind(CERTIFICATE).map(({ namespace, object }) => `${namespace}/${object.spec?.secretName}`);
  const owners = [...cluster.ofKind(GATEWAY), ...cluster.ofKind(LISTENER_SET)];
  return new Set([...issued, ...owners.flatMap(vouchedFor)]);
}

function vouchedFor(owner: Stored): string[] {
  const annotations = annotationsOf(owner);
  const isShimmed = SHIM.some(key => annotations[key] !== undefined);
  const expected = new Set(annotations[EXPECTED_SECRETS]?.split(',').map(name => name.trim()));
  const listeners: readonly ListenerSpec[] = owner.object.spec.listeners ?? [];
  return listeners
    .flatMap(({ tls }) => tls?.certificateRefs ?? [])
    .filter(({ name }) => isShimmed || expected.has(name))
    .map(({ name, namespace = owner.namespace }) => `${namespace}/${name}`);
}
