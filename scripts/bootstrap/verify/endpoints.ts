/** A listener of a Gateway, and where it is reached. */
export interface Endpoint {
  /** `istio-intranet/gateway-intranet`. */
  readonly gateway: string;
  readonly listener: string;
  readonly protocol: string;
  /** Names that the listener serves; absent for all. */
  readonly hostname?: string;
  /** For TLS: who ends it. */
  readonly tlsMode?: 'Terminate' | 'Passthrough';
  /** Secrets of its certificates, as `namespace/name`. */
  readonly secrets: readonly string[];
  readonly host: string;
  readonly port: number;
  readonly via: string;
}
