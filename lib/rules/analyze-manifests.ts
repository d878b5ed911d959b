import { strictly } from '../core/findings';
import { type IndexedObject, ObjectIndex } from '../core/object-index';
import { applyRules, isFinal } from '../core/rule';
import { annotatedSuppressions, applySuppressions, type Judged } from '../core/suppression';
import { FINDING_IDS } from './ids';
import { RULES } from './index';

/** How findings are judged. */
export interface AnalyzeOptions {
  /**
   * Whether warnings are errors.
   * @default false
   */
  readonly strict?: boolean;
}

/** Applies every rule to manifests that belong to one cluster, whatever made them. */
export function analyzeManifests(objects: readonly IndexedObject[], { strict = false }: AnalyzeOptions = {}): Judged {
  const index = new ObjectIndex(objects);
  const found = applyRules(RULES, index);
  const suppressions = annotatedSuppressions(index);
  const { findings, suppressed } = applySuppressions(found, suppressions, isFinal(RULES), isLookedFor, correct);
  return { findings: strict ? strictly(findings) : findings, suppressed };
}

const OF_RULES: ReadonlySet<string> = new Set(RULES.map(({ id }) => id));

/** What constructs check as they are synthesized is not found in what they made; nobody finds an id that is unknown. */
const isLookedFor = (id: string) => OF_RULES.has(id) || !(id in FINDING_IDS);

/** The id of a name. */
function correct(text: string): string | undefined {
  if (text in FINDING_IDS) return undefined;
  const [id] = Object.entries(FINDING_IDS).find(([, name]) => name.toLowerCase() === text.toLowerCase()) ?? [];
  return id === undefined ? 'name an id that there is: `npm run explain` lists them' : `name the id ${id}`;
}
