import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { hostsOf, type Ingress, namespaceOf } from './ingress';
import type { Settings } from './settings';

/** Where routes attach. */
export interface GatewayChoice {
  readonly name: string;
  readonly namespace: string;
  /** The listener for plain HTTP. @default - all */
  readonly section?: string;
  /** The listener that ends TLS. @default - none is known */
  readonly httpsSection?: string;
}

const tlsOf = ({ object }: Manifest) => (object as Ingress).spec?.tls ?? [];

/**
 * The hosts for which TLS is ended. It is a matter of the host, not of the Ingress: what one of them says of a host holds
 * for the paths that others give it.
 * @see https://kubernetes.github.io/ingress-nginx/how-it-works/#building-the-nginx-model
 */
export class TlsHosts {
  private readonly names: ReadonlySet<string | undefined>;

  constructor(manifests: readonly Manifest[]) {
    this.names = new Set(manifests.flatMap(namesWithTls));
  }

  has(host: string | undefined): boolean {
    return this.names.has(host);
  }
}

/**
 * The hosts of an Ingress that its own TLS is for: by name, by a name with a wildcard in place of the first label, or,
 * where no names are given, by whatever the certificate says, which is taken to be for all of them.
 */
function namesWithTls(manifest: Manifest): (string | undefined)[] {
  const isNamed = (host: string | undefined, names: readonly string[]) =>
    host !== undefined && [host, host.replace(/^[^.]+/, '*')].some(name => names.includes(name));
  return hostsOf(manifest.object as Ingress).filter(host =>
    tlsOf(manifest).some(({ hosts = [] }) => hosts.length === 0 || isNamed(host, hosts)),
  );
}

/** Lists the certificates, which are the Gateway's matter. */
export function listCertificates(
  manifest: Manifest,
  { sslRedirect }: Settings,
  gateway: GatewayChoice,
  remarks: Remarks,
): void {
  const tls = tlsOf(manifest);
  const owner = `Gateway ${gateway.namespace}/${gateway.name}`;
  if (sslRedirect === 'always' && gateway.httpsSection === undefined && tls.length === 0) {
    remarks.add('AMB755', manifest, ['metadata', 'annotations'], {
      level: 'error',
      found: 'a redirect to HTTPS',
      expected: 'a listener for HTTPS that the redirect leads to',
      cure: `add the listener to ${owner}, and run this again with --https-section NAME`,
    });
  }
  for (const [index, { hosts = [], secretName }] of tls.entries()) {
    const names = hosts.length === 0 ? 'every host' : hosts.join(', ');
    const secret =
      secretName === undefined ? 'the default certificate' : `Secret ${namespaceOf(manifest.object)}/${secretName}`;
    const found = `TLS for ${names} with ${secret}`;
    if (gateway.httpsSection === undefined) {
      remarks.add('AMB755', manifest, ['spec', 'tls', index], {
        level: 'error',
        found,
        expected: 'a listener for HTTPS: certificates belong to the Gateway, and the routes hang on it as they are',
        cure: `add the listener to ${owner}, and run this again with --https-section NAME`,
      });
    } else {
      remarks.add('AMB755', manifest, ['spec', 'tls', index], {
        level: 'info',
        found,
        expected: `the same certificate at listener "${gateway.httpsSection}" of ${owner}`,
        cure: 'give the listener that certificate: an existing Secret, or one that cert-manager issues',
      });
    }
  }
}
