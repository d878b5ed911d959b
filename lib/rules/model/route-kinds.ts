import type { ListenerSpec } from './gateway-spec';
import { GRPC_ROUTE, HTTP_ROUTE, type KindId, kindId, TCP_ROUTE, TLS_ROUTE } from './kinds';

/** The kinds of route that a listener takes. */
export interface SupportedKinds {
  readonly kinds: readonly KindId[];
  /** Whether every kind that the listener asks for is among them. */
  readonly isValid: boolean;
}

/**
 * The kinds of route that suit the protocol of a listener, narrowed to those that it asks for.
 * @see https://github.com/istio/istio/blob/1.31.0/pilot/pkg/config/kube/gatewaycommon/conversion.go (GenerateGatewaySupportedKinds)
 */
export function supportedKinds({ protocol, tls, allowedRoutes }: ListenerSpec): SupportedKinds {
  const kinds = [...(BY_PROTOCOL.get(protocol) ?? [])];
  if (protocol === 'TLS' && tls?.mode === 'Terminate') kinds.push(TCP_ROUTE);
  const asked = allowedRoutes?.kinds ?? [];
  if (asked.length === 0) return { kinds, isValid: true };
  const wanted = new Set(asked.map(({ group = 'gateway.networking.k8s.io', kind }) => kindId(group, kind)));
  const common = kinds.filter(kind => wanted.has(kind));
  return { kinds: common, isValid: common.length === asked.length };
}

const BY_PROTOCOL: ReadonlyMap<string, readonly KindId[]> = new Map([
  ['HTTP', [HTTP_ROUTE, GRPC_ROUTE]],
  ['HTTPS', [HTTP_ROUTE, GRPC_ROUTE]],
  ['TCP', [TCP_ROUTE]],
  ['TLS', [TLS_ROUTE]],
]);
