import type { Manifest } from '../manifest';
import type { Remarks } from '../remarks';
import { type Ingress, namespaceOf } from './ingress';
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

/** Whether an Ingress ends TLS for a host. */
export function hasTls({ object }: Manifest, host: string | undefined): boolean {
  return ((object as Ingress).spec?.tls ?? []).some(
    ({ hosts = [] }) => hosts.length === 0 || (host !== undefined && hosts.includes(host)),
  );
}

/** Lists the certificates, which are the Gateway's matter. */
export function listCertificates(
  manifest: Manifest,
  { sslRedirect }: Settings,
  gateway: GatewayChoice,
  remarks: Remarks,
): void {
  const { spec = {} } = manifest.object as Ingress;
  const owner = `Gateway ${gateway.namespace}/${gateway.name}`;
  if (sslRedirect === true && gateway.httpsSection === undefined && (spec.tls ?? []).length === 0) {
    remarks.add('AMB755', manifest, ['metadata', 'annotations'], {
      level: 'error',
      found: 'a redirect to HTTPS',
      expected: 'a listener for HTTPS that the redirect leads to',
      cure: `add the listener to ${owner}, and run this again with --https-section NAME`,
    });
  }
  for (const [index, { hosts = [], secretName }] of (spec.tls ?? []).entries()) {
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
