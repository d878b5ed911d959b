import type { FindingId } from '../../lib/rules/ids';

/** Something that does not hold, and what to do about it. */
export interface Problem {
  /** Of the same list as those of findings. */
  readonly id: FindingId;
  /** An `error` keeps the run from going on. */
  readonly level: 'error' | 'warning';
  /** What was found, one sentence without a full stop. */
  readonly what: string;
  /** What to do, as an instruction; empty where what was found says it. */
  readonly cure: string;
}

export const error = (id: FindingId, what: string, cure: string): Problem => ({ id, level: 'error', what, cure });
export const warning = (id: FindingId, what: string, cure: string): Problem => ({ id, level: 'warning', what, cure });

/** Everything that keeps a run from going on; printed without a stack. */
export class ProblemsError extends Error {
  override readonly name = 'ProblemsError';

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
}

/** The one problem as an error to throw. */
export function problem(id: FindingId, what: string, cure: string): ProblemsError {
  return new ProblemsError([error(id, what, cure)]);
}

/** All problems, errors first, each with its cure below it. */
export function formatProblems(problems: readonly Problem[]): string {
  const sorted = [...problems].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'));
  return sorted.map(({ id, level, what, cure }) => `${level} ${id}: ${what}${cure && `\n  cure: ${cure}`}`).join('\n');
}

/** Somebody asked the run to end; it may be run again as it was. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';

  constructor(readonly signal: NodeJS.Signals) {
    super(`interrupted by ${signal}`);
  }
}

/** A question that nobody is there to answer. */
export class NeedsAnswer extends Error {
  override readonly name = 'NeedsAnswer';
}
