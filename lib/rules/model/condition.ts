/** What istiod, or the API server, says of one aspect of an object. */
export interface Condition {
  readonly status: 'True' | 'False' | 'Unknown';
  readonly reason: string;
  /** In lower case, without a full stop; our words, not istiod's. */
  readonly message: string;
}

/** Conditions by their type. */
export type Conditions = Readonly<Record<string, Condition>>;

/** Why a condition does not hold. */
export interface Problem {
  readonly reason: string;
  readonly message: string;
}

const FINE = 'no errors found';

export const isTrue = (reason: string, message = FINE): Condition => ({ status: 'True', reason, message });
export const isFalse = ({ reason, message }: Problem): Condition => ({ status: 'False', reason, message });

/** False for the problem if there is one, else true for the reason that says so. */
export function unless(problem: Problem | undefined, reason: string): Condition {
  return problem === undefined ? isTrue(reason) : isFalse(problem);
}
