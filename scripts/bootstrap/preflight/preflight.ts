import type { ClusterState } from '../kind/cluster';
import type { EngineState } from '../kind/engine';
import type { UpOptions } from '../options';
import type { PortMapping } from '../plan/node-ports';
import type { Plan } from '../plan/plan';
import type { Problem } from '../problems';
import type { Session } from '../session';

/** What the checks before `up` look at. */
export interface PreflightContext {
  readonly session: Session;
  readonly options: UpOptions;
  readonly plan: Plan;
  readonly ports: readonly PortMapping[];
  /** The image of kind's nodes. */
  readonly image: string;
  /** Absent with `--context`. */
  readonly engine?: EngineState;
  /** Absent with `--context`, and where no engine answers. */
  readonly cluster?: ClusterState;
}

/** One check; it changes nothing. */
export type PreflightCheck = (context: PreflightContext) => Promise<readonly Problem[]>;

/** Runs every check and returns all problems in the order of the checks. */
export async function preflight(checks: readonly PreflightCheck[], context: PreflightContext): Promise<Problem[]> {
  const found: Problem[] = [];
  for (const check of checks) found.push(...(await check(context)));
  return found;
}
