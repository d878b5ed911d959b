import { type Fault, type Finding, isWithin, type Level, textOf, toFinding } from './findings';
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
  /**
   * Whether it cannot be suppressed, because what it finds is certain to fail on any cluster.
   * @default false
   */
  readonly isFinal?: boolean;
  /**
   * Ids of checks of constructs that say the same beforehand: where one of them has spoken of a construct, this rule
   * adds nothing about what the construct consists of.
   * @default - none
   */
  readonly saidBy?: readonly string[];
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

/** What rules find besides that which constructs have already said of themselves. */
export function unsaid(found: readonly Finding[], rules: readonly Rule[], said: readonly Finding[]): Finding[] {
  const saidBy = new Map(rules.map(rule => [rule.id, rule.saidBy ?? []]));
  return found.filter(
    ({ id, path }) => !said.some(each => saidBy.get(id)?.includes(each.id) && isWithin(path, each.path)),
  );
}

/** What keeps synth itself from its work is no matter of opinion. */
const FINAL_IN_CORE: ReadonlySet<string> = new Set(['AMB001', 'AMB004', 'AMB005', 'AMB006', 'AMB007', 'AMB008']);

/** Tells which ids cannot be suppressed. */
export function isFinal(rules: readonly Rule[]): (id: string) => boolean {
  const final = new Set(rules.filter(rule => rule.isFinal).map(({ id }) => id));
  return id => final.has(id) || FINAL_IN_CORE.has(id);
}
