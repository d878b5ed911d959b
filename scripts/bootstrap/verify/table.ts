import type { Outcome } from './check';

/** What one check came to. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
}

export const isFine = ({ outcomes }: CheckResult): boolean => outcomes.every(({ ok }) => ok);

const STATES = { fine: 'holds', fault: 'FAILS', none: '-' } as const;

/** A line for each check; below it what was found where it does not hold, and counts where there are any. */
export function toTable(results: readonly CheckResult[]): string[] {
  const width = Math.max(...results.map(({ id }) => id.length));
  return results.flatMap(result => {
    const { id, title, outcomes } = result;
    const state = outcomes.length === 0 ? STATES.none : isFine(result) ? STATES.fine : STATES.fault;
    const about = outcomes.length === 0 ? 'nothing of the kind in this topology' : title;
    return [`${state.padEnd(5)}  ${id.padEnd(width)}  ${about}`, ...outcomes.flatMap(toLines)];
  });
}

function toLines({ ok, subject, found, cure, details = [] }: Outcome): string[] {
  if (ok) return details.length === 0 ? [] : [`         ${subject}: ${found}`, ...indented(details)];
  return [`         ${subject}: ${found}`, ...indented(details), `         cure: ${cure}`];
}

const indented = (lines: readonly string[]): string[] => lines.map(line => `           ${line}`);
