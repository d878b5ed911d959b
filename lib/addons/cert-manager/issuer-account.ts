import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';

export interface IssuerAccountProps {
  /** metadata.name of the ServiceAccount that an issuer names in `serviceAccountRef`. */
  readonly name: string;

  /** metadata.namespace: that of the Issuer; of a ClusterIssuer the one that cert-manager runs in. */
  readonly namespace: string;

  /**
   * The account of cert-manager's controller.
   * @default - `cert-manager` in namespace `cert-manager`
   */
  readonly controller?: { readonly name: string; readonly namespace: string };
}

/**
 * An account as which an issuer speaks to a Vault or to a DNS service (`serviceAccountRef`), and the right of
 * cert-manager to ask for tokens of this account and of no other. A `CertificateAuthority` needs none of it.
 * @see https://github.com/cert-manager/cert-manager/pull/5502
 * @see https://cert-manager.io/docs/configuration/vault/#secretless-authentication-with-a-service-account
 */
export class IssuerAccount extends Construct {
  /** metadata.name of the ServiceAccount. */
  readonly name: string;

  constructor(scope: Construct, id: string, props: IssuerAccountProps) {
    super(scope, id);
    const { name, namespace, controller = { name: 'cert-manager', namespace: 'cert-manager' } } = props;
    this.name = name;
    const role = `${name}-token`;
    const group = 'rbac.authorization.k8s.io';
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: { name, namespace },
      automountServiceAccountToken: false,
    });
    new ApiObject(this, 'Role', {
      apiVersion: `${group}/v1`,
      kind: 'Role',
      metadata: { name: role, namespace },
      rules: [{ apiGroups: [''], resources: ['serviceaccounts/token'], resourceNames: [name], verbs: ['create'] }],
    });
    new ApiObject(this, 'Binding', {
      apiVersion: `${group}/v1`,
      kind: 'RoleBinding',
      metadata: { name: role, namespace },
      roleRef: { apiGroup: group, kind: 'Role', name: role },
      subjects: [{ kind: 'ServiceAccount', ...controller }],
    });
  }
}
