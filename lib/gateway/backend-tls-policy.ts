import { Construct } from 'constructs';
import { BackendTlsPolicy as BackendTlsPolicyResource } from '../../imports/gateway.networking.k8s.io';
import { type Check, enforce } from '../core/checks';
import type { Backend } from './backend';

export interface BackendTlsPolicyProps {
  /** metadata.name. */
  readonly name: string;

  /** The Service that ends TLS itself; the policy stands in its namespace. */
  readonly backend: Backend;

  /** The name that the gateway asks for, and that the certificate must be for. */
  readonly hostname: string;

  /** Which certificates are believed. */
  readonly trust: BackendTrust;

  /**
   * Name of the Service's port, where only one ends TLS.
   * @default - every port
   */
  readonly sectionName?: string;

  /**
   * Other names that the certificate may be for, in place of `hostname`; at most 5.
   * @default - none
   */
  readonly subjectAltNames?: readonly SubjectAltName[];
}

/** Certificate authorities in ConfigMaps of the same namespace, key `ca.crt`, or those that the proxy's image trusts. */
export type BackendTrust =
  | { readonly type: 'ConfigMap'; readonly names: readonly string[] }
  | { readonly type: 'System' };

/** A name that the certificate of the backend has to hold. */
export type SubjectAltName =
  | { readonly type: 'Hostname'; readonly hostname: string }
  | { readonly type: 'URI'; readonly uri: string };

const CHECKS: Check<BackendTlsPolicyProps>[] = [
  {
    id: 'AMB268',
    when: ({ trust }) => trust.type === 'ConfigMap' && (trust.names.length === 0 || trust.names.length > 8),
    found: ({ trust }) => `${trust.type === 'ConfigMap' ? trust.names.length : 0} ConfigMaps of authorities`,
    expected: '1 to 8',
    cure: "name a ConfigMap with the authority's certificate under ca.crt, or trust the System",
  },
  {
    id: 'AMB269',
    when: ({ hostname }) => hostname === '' || hostname.includes('*'),
    found: ({ hostname }) => `hostname "${hostname}"`,
    expected: 'one name, without a wildcard: it is what the gateway asks for',
    cure: 'write a name that the certificate of the backend is for',
  },
];

/**
 * TLS from a gateway or a waypoint to a backend that ends it itself, checked against an authority. Inside the mesh it
 * travels in mTLS as well.
 * @see https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
 */
export class BackendTlsPolicy extends Construct {
  constructor(scope: Construct, id: string, props: BackendTlsPolicyProps) {
    super(scope, id);
    enforce(this, CHECKS, props);
    const { name, backend, hostname, trust, sectionName, subjectAltNames } = props;
    new BackendTlsPolicyResource(this, 'Resource', {
      metadata: { name, namespace: backend.namespace },
      spec: {
        targetRefs: [{ group: '', kind: 'Service', name: backend.serviceName, sectionName }],
        validation: {
          hostname,
          wellKnownCaCertificates: trust.type === 'System' ? 'System' : undefined,
          caCertificateRefs:
            trust.type === 'ConfigMap'
              ? trust.names.map(configMap => ({ group: '', kind: 'ConfigMap', name: configMap }))
              : undefined,
          subjectAltNames: subjectAltNames?.map(alternative => ({ ...alternative })) as never,
        },
      },
    });
  }
}
