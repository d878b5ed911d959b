/** A workload as a ztunnel knows it. @see https://github.com/istio/istio/blob/1.31.0-rc.0/istioctl/pkg/writer/ztunnel/configdump/api.go */
export interface ZtunnelWorkload {
  readonly name: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly trustDomain?: string;
  /** `HBONE` for a workload in the mesh, `TCP` for others. */
  readonly protocol: string;
  readonly workloadIps?: readonly string[];
  readonly node: string;
  readonly status: string;
}

/** A certificate that a ztunnel holds for workloads of its node. */
export interface ZtunnelCertificate {
  /** `spiffe://cluster.local/ns/app1-ns/sa/iphone`. */
  readonly identity: string;
  /** `Available`, or what is wrong. */
  readonly state: string;
}

export interface ZtunnelDump {
  readonly workloads: readonly ZtunnelWorkload[];
  readonly certificates: readonly ZtunnelCertificate[];
}

/** Reads `/config_dump` of a ztunnel, whose lists were maps in older releases. */
export function parseZtunnelDump(text: string): ZtunnelDump {
  const dump = JSON.parse(text) as { workloads?: object; certificates?: object };
  return {
    workloads: Object.values(dump.workloads ?? {}),
    certificates: Object.values(dump.certificates ?? {}).map(({ identity, state }) => ({
      identity,
      state: typeof state === 'string' ? state : JSON.stringify(state),
    })),
  };
}
