import type { Environment } from '../../lib/topologies/environment';
import type { Kubectl } from './kubectl/kubectl';
import type { TargetOptions } from './options';
import type { Report } from './report';
import type { Run } from './runner';
import type { StateFolder } from './state-folder';

/** What every step of a command works with. */
export interface Session {
  /** Variables of the environment and of the file .env. */
  readonly env: Environment;
  readonly options: TargetOptions;
  readonly report: Report;
  readonly state: StateFolder;
  readonly run: Run;
  readonly kubectl: Kubectl;
  /** Aborted when somebody asks the run to end. */
  readonly signal: AbortSignal;
  /** Whether commands are printed instead of run; nothing is found on the cluster then. */
  readonly dryRun: boolean;
  /** Folder below the state folder for what belongs to this cluster. */
  readonly clusterFolder: string;
  /**
   * Asks before something is deleted. True on yes.
   * @throws NeedsAnswer where there is no terminal to ask on, and no `--yes`
   */
  readonly confirm: (question: string) => Promise<boolean>;
}
