import { groupOf, type KubeObject } from '../../../lib/core/object-index';
import { GATEWAY_API } from '../plan/gateways';
import { objectsOf } from '../plan/plan';

/** A Secret with key and certificate that a topology refers to and nothing in it makes. */
export interface NeededSecret {
  readonly namespace: string;
  readonly name: string;
  /** Names that its certificate must be for, at least one. */
  readonly hostnames: readonly string[];
  /** The object that refers to it. */
  readonly by: KubeObject;
}

/** Every TLS Secret that somebody has to bring, since no Certificate, issuer annotation or manifest does. */
export function secretsNeeded(objects: readonly KubeObject[]): NeededSecret[] {
  const made = madeSecrets(objects);
  const found = [...ofListeners(objects), ...ofPassthrough(objects)];
  const byKey = new Map<string, NeededSecret>();
  for (const secret of found.filter(secret => !made.has(keyOf(secret)))) {
    const before = byKey.get(keyOf(secret));
    const hostnames = [...new Set([...(before?.hostnames ?? []), ...secret.hostnames])];
    byKey.set(keyOf(secret), { ...secret, by: before?.by ?? secret.by, hostnames });
  }
  return [...byKey.values()].map(secret =>
    secret.hostnames.length > 0 ? secret : { ...secret, hostnames: ['localhost'] },
  );
}

const keyOf = ({ namespace, name }: { namespace: string; name: string }) => `${namespace}/${name}`;
const namespaceOf = ({ metadata }: KubeObject) => metadata.namespace ?? 'default';

function madeSecrets(objects: readonly KubeObject[]): Set<string> {
  const certificates = objectsOf(objects, 'Certificate', 'cert-manager.io').map(
    one => `${namespaceOf(one)}/${one.spec.secretName}`,
  );
  return new Set([
    ...certificates,
    ...objectsOf(objects, 'Secret').map(one => `${namespaceOf(one)}/${one.metadata.name}`),
  ]);
}

interface Listener {
  readonly hostname?: string;
  readonly tls?: {
    readonly mode?: string;
    readonly certificateRefs?: readonly {
      readonly name: string;
      readonly namespace?: string;
      readonly kind?: string;
    }[];
  };
}

/** Of listeners that end TLS; cert-manager makes those of a Gateway that names its issuer. */
function ofListeners(objects: readonly KubeObject[]): NeededSecret[] {
  const gateways = objectsOf(objects, 'Gateway', GATEWAY_API).filter(
    ({ metadata }) => !Object.keys(metadata.annotations ?? {}).some(key => key.startsWith('cert-manager.io/')),
  );
  return gateways.flatMap(gateway =>
    ((gateway.spec.listeners ?? []) as Listener[]).flatMap(({ hostname, tls }) =>
      (tls?.mode === 'Passthrough' ? [] : (tls?.certificateRefs ?? []))
        .filter(({ kind = 'Secret' }) => kind === 'Secret')
        .map(({ name, namespace }) => ({
          name,
          namespace: namespace ?? namespaceOf(gateway),
          hostnames: hostname === undefined ? routedTo(objects, gateway) : [hostname],
          by: gateway,
        })),
    ),
  );
}

/** Hostnames of the routes that attach to a Gateway. */
function routedTo(objects: readonly KubeObject[], { metadata }: KubeObject): string[] {
  const routes = objects.filter(one => groupOf(one.apiVersion) === GATEWAY_API && one.kind.endsWith('Route'));
  return routes
    .filter(({ spec }) => ((spec.parentRefs ?? []) as { name: string }[]).some(({ name }) => name === metadata.name))
    .flatMap(({ spec }) => (spec.hostnames ?? []) as string[]);
}

/** Of pods that end TLS themselves: those behind a TLSRoute that mount a Secret. */
const ofPassthrough = (objects: readonly KubeObject[]): NeededSecret[] =>
  objectsOf(objects, 'TLSRoute', GATEWAY_API).flatMap(route => secretsBehind(objects, route));

/** Secrets that pods behind a TLSRoute mount. */
export function secretsBehind(objects: readonly KubeObject[], route: KubeObject): NeededSecret[] {
  const hostnames = (route.spec.hostnames ?? []) as string[];
  const rules = (route.spec.rules ?? []) as { backendRefs?: { name: string; namespace?: string }[] }[];
  const workloads = rules
    .flatMap(({ backendRefs = [] }) => backendRefs)
    .flatMap(({ name, namespace = namespaceOf(route) }) => workloadsBehind(objects, namespace, name));
  return workloads.flatMap(by =>
    ((by.spec.template.spec.volumes ?? []) as { secret?: { secretName: string } }[])
      .flatMap(({ secret }) => secret?.secretName ?? [])
      .map(name => ({ name, namespace: namespaceOf(by), hostnames, by })),
  );
}

function workloadsBehind(objects: readonly KubeObject[], namespace: string, name: string): KubeObject[] {
  const service = objectsOf(objects, 'Service').find(
    one => one.metadata.name === name && namespaceOf(one) === namespace,
  );
  const selector = Object.entries((service?.spec.selector ?? {}) as Record<string, string>);
  if (selector.length === 0) return [];
  return ['Deployment', 'StatefulSet', 'DaemonSet']
    .flatMap(kind => objectsOf(objects, kind, 'apps'))
    .filter(one => namespaceOf(one) === namespace)
    .filter(({ spec }) => selector.every(([key, value]) => spec.template.metadata?.labels?.[key] === value));
}
