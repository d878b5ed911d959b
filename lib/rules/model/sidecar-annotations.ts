/** Annotations of pods that sidecars alone read, and what to do about them in an ambient mesh. */
export interface SidecarAnnotations {
  readonly pattern: RegExp;
  /** Whether traffic takes another way without them. */
  readonly steersTraffic: boolean;
  readonly cure: string;
}

/** @see https://istio.io/latest/docs/reference/config/annotations/ */
export const SIDECAR_ANNOTATIONS: readonly SidecarAnnotations[] = [
  {
    pattern: /^traffic\.sidecar\.istio\.io\/(in|ex)clude/,
    steersTraffic: true,
    cure: 'keep the pods out by istio.io/dataplane-mode: none, or let the traffic through the mesh: ztunnel takes all of it',
  },
  {
    pattern: /^proxy\.istio\.io\/config$/,
    steersTraffic: false,
    cure: 'take it away: ztunnel starts before the pods and outlives them',
  },
  {
    pattern: /^(sidecar|status\.sidecar|readiness\.status\.sidecar|inject)\.istio\.io\/(?!inject$)/,
    steersTraffic: false,
    cure: 'take it away',
  },
];
