import { type Finding, strictly } from '../core/findings';
import { type IndexedObject, ObjectIndex } from '../core/object-index';
import { applyRules } from '../core/rule';
import { RULES } from './index';

export interface AnalyzeOptions {
  /**
   * Whether warnings are errors.
   * @default false
   */
  readonly strict?: boolean;
}

/** What the rules say of manifests. */
export interface Analysis {
  readonly findings: readonly Finding[];
}

/** Applies every rule to manifests that belong to one cluster, whatever made them. */
export function analyzeManifests(objects: readonly IndexedObject[], { strict = false }: AnalyzeOptions = {}): Analysis {
  const findings = applyRules(RULES, new ObjectIndex(objects));
  return { findings: strict ? strictly(findings) : findings };
}
