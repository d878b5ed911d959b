import { contextOf } from '../kind/cluster';
import type { TargetOptions } from '../options';
import type { StateFolder } from '../state-folder';

/** The cluster of the last `up`, for commands that name none. */
export interface LastRun {
  readonly context: string;
  /** Name of the kind cluster that `up` made; absent for a cluster of the user's. */
  readonly kind?: string;
  readonly topology: string;
  /** What the topology was told: of the environment, and of the cluster, such as a range of addresses. @default - nothing */
  readonly variables?: Readonly<Record<string, string>>;
}

const FILE = 'last.json';

export const readLastRun = (state: StateFolder): LastRun | undefined => state.readJson<LastRun>(FILE);

export function writeLastRun(state: StateFolder, run: LastRun): void {
  state.write(`${JSON.stringify(run, null, 2)}\n`, [FILE]);
}

/** The context that a command works on. */
export const targetContext = ({ context, name }: TargetOptions): string => context ?? contextOf(name);

/** Folder below the state folder for one cluster. */
export const clusterFolderOf = (context: string): string => `clusters/${context.replaceAll(/[^\w.-]+/g, '_')}`;
