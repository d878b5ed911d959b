import { type Fault, type Finding, type Level, textOf, toFinding } from './findings';
import type { ObjectIndex } from './object-index';

/** A rule over everything that was synthesized. */
export interface Rule {
  /** Stable id, `AMB` and three digits. */
  readonly id: string;
  /** One line that says what must hold. */
  readonly doc: string;
  /** Why it must hold: what happens where it does not. */
  readonly why: string;
  /** Public sources, as addresses; at least one. */
  readonly see: readonly [string, ...string[]];
  readonly level: Level;
  /** Every place where it does not hold; pure, it only reads the index. */
  readonly faults: (index: ObjectIndex) => Iterable<Fault>;
}

/** What the rules find; a rule that fails itself is a finding too, and the others still run. */
export function applyRules(rules: readonly Rule[], index: ObjectIndex): Finding[] {
  return rules.flatMap(rule => {
    try {
      return [...rule.faults(index)].map(fault => toFinding(rule.id, rule.level, fault));
    } catch (cause) {
      const message = `the rule failed itself: ${textOf(cause)}`;
      return [{ id: rule.id, level: 'error' as const, path: '', message, cause }];
    }
  });
}
