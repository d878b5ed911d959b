import type { Fault } from '../core/findings';
import type { Stored } from './model/cluster';

/** A fault of an object; what was found, what was expected and the cure complete their sentences. */
export function fault(stored: Pick<Stored, 'source'>, found: string, expected: string, cure: string): Fault {
  return { path: stored.source.path, found, expected, cure };
}

/** Names as a message lists them: `a, b and c`; `none` if there are none. */
export function listed(names: readonly (string | number)[]): string {
  if (names.length === 0) return 'none';
  const last = names.length - 1;
  return last === 0 ? String(names[0]) : `${names.slice(0, last).join(', ')} and ${names[last]}`;
}
