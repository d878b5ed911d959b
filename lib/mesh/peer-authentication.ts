import { Construct } from 'constructs';
import { PeerAuthentication as PeerAuthenticationResource } from '../../imports/security.istio.io';
import { type Check, enforce } from '../core/checks';

/** `STRICT` refuses plain text, `PERMISSIVE` takes it too; ztunnel has no `DISABLE`. */
export type MutualTlsMode = 'STRICT' | 'PERMISSIVE';

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
   * Whether plain text is taken.
   * @default 'STRICT'
   * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
   */
  readonly mode?: MutualTlsMode;

  /**
   * Labels of the pods that it is about.
   * @default - every pod of the namespace
   */
  readonly selector?: Readonly<Record<string, string>>;

  /**
   * Another mode for single ports of these pods, by the port of the container, as for one that is scraped from outside
   * the mesh; only with a `selector`.
   * @default - none
   */
  readonly portLevelMtls?: Readonly<Record<number, MutualTlsMode>>;
}

const CHECKS: Check<PeerAuthenticationProps>[] = [
  {
    id: 'AMB179',
    when: ({ selector = {}, portLevelMtls = {} }) =>
      Object.keys(portLevelMtls).length > 0 && Object.keys(selector).length === 0,
    found: ({ portLevelMtls = {} }) =>
      `a mode of its own for port ${Object.keys(portLevelMtls).join(', ')} of all pods`,
    expected: 'ports of chosen pods: istiod minds them only beside a selector',
    cure: 'set selector to labels of the pods, or leave out portLevelMtls',
  },
];

/** Whether workloads take plain text from outside the mesh. */
export class PeerAuthentication extends Construct {
  constructor(scope: Construct, id: string, props: PeerAuthenticationProps) {
    super(scope, id);
    enforce(this, CHECKS, props);
    const { namespace, name = 'default', mode = 'STRICT', selector, portLevelMtls } = props;
    const ports = portLevelMtls && Object.entries(portLevelMtls).map(([port, of]) => [port, { mode: of }]);
    new PeerAuthenticationResource(this, 'Resource', {
      metadata: { name, namespace },
      spec: {
        selector: selector && { matchLabels: { ...selector } },
        mtls: { mode },
        portLevelMtls: ports && Object.fromEntries(ports),
      } as never,
    });
  }
}
