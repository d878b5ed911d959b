import { Construct } from 'constructs';
import {
  PeerAuthenticationSpecMtlsMode as Mode,
  PeerAuthentication as PeerAuthenticationResource,
} from '../../imports/security.istio.io';

export interface PeerAuthenticationProps {
  /**
   * metadata.namespace: the root namespace for the whole mesh, any other for itself.
   */
  readonly namespace: string;

  /**
   * metadata.name.
   * @default 'default'
   */
  readonly name?: string;

  /**
   * `STRICT` refuses plain text, `PERMISSIVE` takes it too; ztunnel has no `DISABLE`.
   * @default 'STRICT'
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
   */
  readonly mode?: 'STRICT' | 'PERMISSIVE';
}

/** Whether workloads take plain text from outside the mesh. */
export class PeerAuthentication extends Construct {
  constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id);
    new PeerAuthenticationResource(this, 'Resource', {
      metadata: { name: props.name ?? 'default', namespace: props.namespace },
      spec: { mtls: { mode: Mode[props.mode ?? 'STRICT'] } },
    });
  }
}
