/** What istiod knows of a proxy that it serves. @see https://github.com/istio/istio/blob/1.31.0-rc.0/pilot/pkg/xds/debug.go */
export interface SyncStatus {
  /** `ztunnel-abcde.istio-system`. */
  readonly proxy?: string;
  readonly istio_version?: string;
  /** By type of resource. */
  readonly resources?: Readonly<Record<string, ResourceStatus>>;
  /** Pairs such as `cluster_sent` and `cluster_acked`, which is all that older releases tell. */
  readonly [pair: string]: unknown;
}

interface ResourceStatus {
  readonly sent?: string;
  readonly acked?: string;
  readonly lastError?: string;
}

/** What a proxy has not taken of what istiod sent it; nothing where both agree. */
export function outOfSync(status: SyncStatus): string[] {
  return Object.entries(status.resources ?? pairsOf(status)).flatMap(
    ([type, { sent = '', acked = '', lastError = '' }]) => {
      const name = type.split('.').at(-1);
      if (lastError !== '') return [`${name} refused: ${lastError}`];
      return sent !== acked ? [`${name} not acknowledged`] : [];
    },
  );
}

function pairsOf(status: SyncStatus): Record<string, ResourceStatus> {
  const sent = Object.entries(status).filter(([key]) => key.endsWith('_sent'));
  return Object.fromEntries(
    sent.map(([key, value]) => {
      const type = key.replace(/_sent$/, '');
      return [type, { sent: String(value), acked: String(status[`${type}_acked`] ?? '') }];
    }),
  );
}
