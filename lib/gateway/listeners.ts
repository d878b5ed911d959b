import type { Construct } from 'constructs';
import { ServerCertificate } from '../addons/cert-manager/server-certificate';
import { type AllowedNamespaces, toAllowedNamespaces } from '../mesh/allowed-namespaces';
import {
  type CertificateSource,
  dnsNamesOf,
  hasKnownSource,
  type NeededCertificate,
  secretNamespace,
} from './certificate';
import { hostnameOf, httpsListeners, type Listener, type RouteKind, takesRoute, toListener } from './listener';
import { grant } from './reference-grant';

/** A Gateway or a ListenerSet. */
export interface ListenerOwner {
  readonly kind: 'Gateway' | 'ListenerSet';
  readonly name: string;
  readonly namespace: string;
}

/** On a Gateway or a ListenerSet: the Secrets that something else than these manifests makes, as in `a,b`. */
const EXPECTED_SECRETS_ANNOTATION = 'cdk8s-istio-ambient/expects-secrets';

/** The listeners of one owner: what they admit, the certificates they show, and who else has to make one. */
export class Listeners {
  /** Certificates that the bootstrap makes. */
  readonly needed: readonly NeededCertificate[];

  private readonly admitted = new Map<string, Set<string>>();

  constructor(
    scope: Construct,
    private readonly owner: ListenerOwner,
    readonly all: readonly Listener[],
  ) {
    const certificates = [...byCertificate(all, owner.namespace)];
    for (const { source, dnsNames } of certificates) addCertificate(scope, owner, source, dnsNames);
    this.needed = certificates.flatMap(({ source, dnsNames }) =>
      source.type === 'Bootstrap' ? [{ namespace: owner.namespace, secretName: source.secretName, dnsNames }] : [],
    );
  }

  /** Names the Secrets that nothing in the output makes, so that nobody looks for what makes them. */
  get annotations(): Record<string, string> {
    const sources = httpsListeners(this.all)
      .filter(hasKnownSource)
      .map(({ certificate }) => certificate);
    const names = sources.filter(({ type }) => type !== 'Issuer').map(({ secretName }) => secretName);
    return names.length === 0 ? {} : { [EXPECTED_SECRETS_ANNOTATION]: [...new Set(names)].sort().join(',') };
  }

  /** Lets routes of a kind in a namespace attach: to one listener, or to all that take such routes. */
  admit(namespace: string, sectionName: string | undefined, kind: RouteKind): void {
    const listeners = this.all.filter(({ name }) => sectionName === undefined || name === sectionName);
    for (const listener of listeners) {
      if (!takesRoute(listener, kind)) continue;
      this.admitted.set(listener.name, (this.admitted.get(listener.name) ?? new Set()).add(namespace));
    }
  }

  /** The listeners as the API has them. */
  toSpec() {
    return this.all.map(listener => toListener(listener, this.toAllowed(listener), this.owner.namespace));
  }

  private toAllowed({ name, allowedNamespaces = [] }: Listener): AllowedNamespaces {
    if (allowedNamespaces === 'All') return { from: 'All' };
    if ('matchLabels' in allowedNamespaces) return { from: 'Selector', selector: allowedNamespaces };
    return toAllowedNamespaces(this.owner.namespace, [...(this.admitted.get(name) ?? []), ...allowedNamespaces]);
  }
}

/** Each certificate once, with the names of all listeners that show it. */
function byCertificate(listeners: readonly Listener[], own: string) {
  const found = new Map<string, { source: CertificateSource; hostnames: string[] }>();
  for (const listener of httpsListeners(listeners).filter(hasKnownSource)) {
    const source = listener.certificate;
    const key = `${secretNamespace(source, own)}/${source.secretName}`;
    const known = found.get(key) ?? { source, hostnames: [] };
    found.set(key, known);
    const hostname = hostnameOf(listener);
    if (hostname !== undefined && !known.hostnames.includes(hostname)) known.hostnames.push(hostname);
  }
  return [...found.values()].map(({ source, hostnames }) => ({
    source,
    dnsNames: dnsNamesOf(source, hostnames) ?? [],
  }));
}

function addCertificate(
  scope: Construct,
  owner: ListenerOwner,
  source: CertificateSource,
  dnsNames: readonly string[],
): void {
  const namespace = secretNamespace(source, owner.namespace);
  grant(scope, { from: owner, to: { kind: 'Secret', namespace, name: source.secretName } });
  if (source.type !== 'Issuer') return;
  const { secretName, issuer, duration, renewBefore } = source;
  new ServerCertificate(scope, `Certificate-${namespace}-${secretName}`, {
    name: secretName,
    namespace,
    dnsNames,
    issuer,
    duration,
    renewBefore,
  });
}
