import { error, type Problem, ProblemsError } from '../problems';
import type { Session } from '../session';
import { sleep } from '../sleep';

/** Something that is not as it should be yet. */
export interface Pending {
  /** For example `Deployment istio-system/istiod`. */
  readonly what: string;
  readonly why: string;
}

export interface WaitOptions<T extends Pending> {
  /** For messages: `istiod and its webhook`. */
  readonly name: string;
  /** What is not there yet; nothing once the wait is over. */
  readonly pending: () => Promise<readonly T[]>;
  /** More about something that takes long, with logs once time is up. @default - nothing */
  readonly explain?: (pending: T, final: boolean) => Promise<readonly string[]>;
  /** What to do when time is up. */
  readonly cure: string;
  /** What each is to be. @default 'ready' */
  readonly until?: string;
}

const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2000;
/** From here on a wait says why. */
const PATIENT_MS = 4000;

/** Looks until nothing is pending; says what it waits for, how long, and why. */
export async function waitUntil<T extends Pending>(session: Session, options: WaitOptions<T>): Promise<void> {
  const { report, signal } = session;
  const limit = session.options.timeout * 1000;
  const started = performance.now();
  for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(pause * 1.5, LONGEST_PAUSE_MS)) {
    const pending = await options.pending();
    const elapsed = performance.now() - started;
    if (pending.length === 0) return;
    if (elapsed > limit) throw await timedOut(session, options, pending);
    report.progress(await describePending(options, pending, elapsed));
    await sleep(pause, signal);
  }
}

async function describePending<T extends Pending>(
  { explain, name }: WaitOptions<T>,
  pending: readonly T[],
  elapsed: number,
): Promise<string> {
  const [first, ...others] = pending;
  const reasons = elapsed > PATIENT_MS ? await explain?.(first, false) : [];
  const why = [first.why, ...(reasons ?? []).slice(0, 1)].join('; ');
  const more = others.length > 0 ? `, and ${others.length} more` : '';
  return `${Math.round(elapsed / 1000)} s for ${name}: ${first.what}: ${why}${more}`;
}

async function timedOut<T extends Pending>(session: Session, options: WaitOptions<T>, pending: readonly T[]) {
  const { explain, cure, name, until = 'ready' } = options;
  const problems: Problem[] = [];
  for (const one of pending) {
    const reasons = (await explain?.(one, true)) ?? [];
    const what = `${one.what} is not ${until} after ${session.options.timeout} s: ${one.why}`;
    problems.push(error('AMB941', [what, ...reasons].join('\n    '), cure));
  }
  session.report.detail(`gave up waiting for ${name}`);
  return new ProblemsError(problems);
}
