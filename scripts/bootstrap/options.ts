/** Options of every command. */
export interface TargetOptions {
  /** A context of the user's kubeconfig; absent for a kind cluster of our own. */
  readonly context?: string;
  /** Name of the kind cluster. */
  readonly name: string;
  /** Folder of caches, logs, keys and notes between runs. */
  readonly state: string;
  /** Seconds that one wait may take. */
  readonly timeout: number;
  readonly yes: boolean;
  readonly json: boolean;
}

export interface UpOptions extends TargetOptions {
  readonly topology: string;
  /** Nodes besides the control plane, on kind. */
  readonly workers: number;
  /** Node port to port of the host, on kind, where they differ. */
  readonly hostPort: ReadonlyMap<number, number>;
  /** An image of kind nodes in place of the one for the Istio version. */
  readonly nodeImage?: string;
  /** The folder that is synthesized to. */
  readonly output: string;
  /** A folder to read definitions and add-ons from, in place of the network. */
  readonly crdsDir?: string;
  /** What gives addresses to Services of type LoadBalancer on kind. */
  readonly loadBalancer: LoadBalancer;
  /** Makes TLS keys and certificates anew. */
  readonly rotate: boolean;
  /** Replaces definitions of an older release that are not ours. */
  readonly upgradeCrds: boolean;
  readonly dryRun: boolean;
}

export const LOAD_BALANCERS = ['metallb', 'cloud-provider-kind', 'none'] as const;
export type LoadBalancer = (typeof LOAD_BALANCERS)[number];

export interface VerifyOptions extends TargetOptions {
  /** Ids of checks to run; all where it is empty. */
  readonly only: readonly string[];
  /** Ids of checks to leave out. */
  readonly skip: readonly string[];
  readonly topology?: string;
}

export interface DownOptions extends TargetOptions {
  /** Deletes the custom resource definitions too, and with them every object of theirs. */
  readonly crds: boolean;
}
