/** What istiod knows of a proxy that it serves. @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/xds/debug.go */
export interface SyncStatus {
  /** `ztunnel-abcde.istio-system`. */
  readonly proxy?: string;
  readonly proxy_type?: string;
  readonly istio_version?: string;
  /** By type of resource. */
  readonly resources?: Readonly<
    Record<string, { readonly sent?: string; readonly acked?: string; readonly lastError?: string }>
  >;
}

/** What a proxy has not taken of what istiod sent it; nothing where both agree. */
export function outOfSync({ resources = {} }: SyncStatus): string[] {
  return Object.entries(resources).flatMap(([type, { sent = '', acked = '', lastError = '' }]) => {
    const name = type.split('.').at(-1);
    if (lastError !== '') return [`${name} refused: ${lastError}`];
    return sent !== acked ? [`${name} not acknowledged`] : [];
  });
}
