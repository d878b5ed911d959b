import type { Outcome } from './check';

/** What one check came to. */
export interface CheckResult {
  readonly id: string;
  readonly title: string;
  readonly outcomes: readonly Outcome[];
}

export const isFine = ({ outcomes }: CheckResult): boolean => outcomes.every(({ ok }) => ok);

const STATES = { fine: 'holds', fault: 'FAILS', none: '-' } as const;

/** What a check without outcomes says: whether the topology has nothing of the kind, or nothing of it was reached. */
const NOTHING = {
  reached: 'nothing of the kind in this topology',
  unreached: 'nothing to look at: the topology has none of it, or it was not reached',
} as const;

/**
 * A line for each check; below it what was found where it does not hold, and counts where there are any.
 * @param reached whether every listener of the topology was
 */
export function toTable(results: readonly CheckResult[], reached: boolean): string[] {
  const width = Math.max(...results.map(({ id }) => id.length));
  return results.flatMap(result => {
    const { id, title, outcomes } = result;
    const state = outcomes.length === 0 ? STATES.none : isFine(result) ? STATES.fine : STATES.fault;
    const about = outcomes.length === 0 ? NOTHING[reached ? 'reached' : 'unreached'] : title;
    return [`${state.padEnd(5)}  ${id.padEnd(width)}  ${about}`, ...outcomes.flatMap(toLines)];
  });
}

function toLines({ ok, subject, found, cure, details = [] }: Outcome): string[] {
  if (ok) return details.length === 0 ? [] : [`         ${subject}: ${found}`, ...indented(details)];
  const lines = found.split('\n').map(line => line.trim());
  return [`         ${subject}: ${lines[0]}`, ...indented([...lines.slice(1), ...details]), `         cure: ${cure}`];
}

const indented = (lines: readonly string[]): string[] => lines.map(line => `           ${line}`);
