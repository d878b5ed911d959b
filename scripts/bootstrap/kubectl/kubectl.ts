import { problem } from '../problems';
import type { Outcome } from '../process';
import type { Report } from '../report';
import type { Run } from '../runner';
import { sleep } from '../sleep';
import { type LiveObject, parseObjects } from './live-object';
import { isUnreachable, patienceFor } from './transient';

/** Milliseconds before the second try; doubled up to the longest. */
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2000;

/** Milliseconds in which an API server that was away may not know yet what it knew before. */
const SETTLING_MS = 30_000;

export interface KubectlOptions {
  readonly run: Run;
  readonly report: Report;
  /** The context of the user's kubeconfig. */
  readonly context: string;
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  /** Standard input, never logged. @default - none */
  readonly input?: string;
  /** Milliseconds after which one try is ended. @default 60000 */
  readonly timeoutMs?: number;
  /** What `--dry-run` says about it. @default - nothing */
  readonly remark?: string;
  /** What the API server does not know now it will not learn: no need to try again for that. @default false */
  readonly settled?: boolean;
  /** Multiplies how long a call that may succeed later is tried again. @default 1 */
  readonly patience?: number;
}

/** The user's kubectl on one cluster. Whatever may succeed a little later is tried again for a while. */
export class Kubectl {
  private lastAway = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: KubectlOptions) {}

  get context(): string {
    return this.options.context;
  }

  /** Whatever comes of it, once trying again is of no use. */
  async attempt(args: readonly string[], call: CallOptions = {}): Promise<Outcome> {
    const { run, report, signal } = this.options;
    const { input, timeoutMs = 60_000, remark, settled, patience = 1 } = call;
    const command = { tool: 'kubectl', args: ['--context', this.context, ...args], input, timeoutMs, remark };
    let started = performance.now();
    let away = false;
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
      const outcome = await run(command);
      if (outcome.code === 0) return outcome;
      const unreachable = isUnreachable(outcome.stderr);
      if (away && !unreachable) started = performance.now();
      away = unreachable;
      if (away) this.lastAway = performance.now();
      const isBack = performance.now() - this.lastAway < SETTLING_MS;
      const patienceMs = patienceFor(outcome.stderr, settled && !isBack) * 1000 * patience;
      if (performance.now() + wait - started > patienceMs) return outcome;
      report.progress(`trying again: ${complaintOf(outcome.stderr)}`);
      await sleep(wait, signal);
    }
  }

  /** What the call printed. @throws ProblemsError with what kubectl complained of */
  async text(args: readonly string[], call?: CallOptions): Promise<string> {
    const outcome = await this.attempt(args, call);
    if (outcome.code !== 0) throw failed(args, outcome);
    return outcome.stdout;
  }

  /** The objects that a `get` finds. */
  async get(args: readonly string[], call?: CallOptions): Promise<LiveObject[]> {
    return parseObjects(await this.text(['get', ...args, '-o', 'json'], call));
  }
}

/** What kubectl complained of, as an error to throw. */
export function failed(args: readonly string[], { stderr, stdout, code }: Outcome): Error {
  const complaint = (stderr.trim() || stdout.trim() || `exit code ${code}`).split('\n').join('\n    ');
  return problem(
    'AMB940',
    `kubectl ${args[0]} failed:\n    ${complaint}`,
    'mend what it names and run the same command again; what is done already stays',
  );
}

/** The line that says why trying again may help. */
function complaintOf(stderr: string): string {
  const lines = stderr.trim().split('\n');
  return lines.find(line => patienceFor(line) > 0) ?? lines[0];
}
