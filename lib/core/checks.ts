import type { IConstruct } from 'constructs';
import { type Finding, type Level, toFinding } from './findings';

/** One row of a unit's rule table: when it applies there is a fault. */
export interface Check<T> {
  /** Stable id, `AMB` and three digits. */
  readonly id: string;
  /** @default 'error' */
  readonly level?: Level;
  /** True of input that is at fault. */
  readonly when: (resolved: T) => boolean;
  /** Completes "found …". */
  readonly found: (resolved: T) => string;
  /** Completes "expected …". */
  readonly expected: string | ((resolved: T) => string);
  /** What to change, as an instruction. */
  readonly cure: string | ((resolved: T) => string);
}

/**
 * Has a construct checked at synth, every row of the table in one run.
 *
 * The App of this library gets findings from it. A stock cdk8s App gets the errors as the strings that `addValidation`
 * asks for; it knows no other level.
 */
export function enforce<T>(construct: IConstruct, checks: readonly Check<T>[], resolved: T): void {
  construct.node.addValidation({
    validate: () => {
      const findings = checks
        .filter(check => check.when(resolved))
        .map(check => toFinding(check.id, check.level ?? 'error', faultOf(check, construct.node.path, resolved)));
      if (collector === undefined) return findings.filter(({ level }) => level === 'error').map(asText);
      collector.push(...findings);
      return [];
    },
  });
}

function faultOf<T>({ found, expected, cure }: Check<T>, path: string, resolved: T) {
  const text = (part: string | ((resolved: T) => string)) => (typeof part === 'string' ? part : part(resolved));
  return { path, found: found(resolved), expected: text(expected), cure: text(cure) };
}

function asText({ id, message }: Finding): string {
  return `${id}: ${message}`;
}

/** Where the findings of `enforce` go while an app of this library is being validated. */
let collector: Finding[] | undefined;

/** Validates one construct: the findings of `enforce`, and the strings of every other validation. */
export function validate(construct: IConstruct): { findings: Finding[]; strings: string[] } {
  const outer = collector;
  const findings: Finding[] = [];
  collector = findings;
  try {
    return { findings, strings: construct.node.validate() };
  } finally {
    collector = outer;
  }
}
