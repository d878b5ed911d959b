import type { ResolvedMesh } from '../mesh/spec';

/** Which CRDs of Gateway API a cluster has. */
export type GatewayApiChannel = 'standard' | 'experimental';

/** What the standard channel of a Gateway API version has that another's has not. */
export interface GatewayApiFeatures {
  /** The filter that answers browsers' questions. */
  readonly cors: boolean;
  /** Statuses of redirects. */
  readonly redirectCodes: readonly number[];
  /** Listeners in objects of their own. */
  readonly listenerSets: boolean;
}

const SINCE_1_5: GatewayApiFeatures = { cors: true, redirectCodes: [301, 302, 303, 307, 308], listenerSets: true };

/** Versions that lack something. @see https://github.com/kubernetes-sigs/gateway-api/tree/v1.4.1/config/crd/standard */
const BEFORE: Readonly<Record<string, GatewayApiFeatures>> = {
  '1.4.1': { cors: false, redirectCodes: [301, 302], listenerSets: false },
};

/** What the Gateway API of a mesh has. */
export function gatewayApiFeatures({ row }: Pick<ResolvedMesh, 'row'>): GatewayApiFeatures {
  return BEFORE[row.gatewayApi] ?? SINCE_1_5;
}
