import { compileRule } from './cel/compile';
import { CelError } from './cel/error';
import type { Check, ValidationRule } from './schema';

/** A rule that compares with the object before the change; there is none when it is created. */
const isTransition = ({ rule }: ValidationRule) => /\boldSelf\b/.test(rule);

const compiled = new Map<string, (self: unknown) => boolean>();

/** The check of one validation rule, read when it is first asked. */
function ruleCheck({ rule, message, fieldPath = '' }: ValidationRule): Check {
  let holds = compiled.get(rule);
  return (value, found) => {
    if (holds === undefined) {
      holds = compiled.get(rule) ?? compileRule(rule);
      compiled.set(rule, holds);
    }
    const problem = problemOf(holds, value);
    if (problem !== undefined) found.push({ path: fieldPath, message: message ?? `${problem}: ${rule}` });
  };
}

function problemOf(holds: (self: unknown) => boolean, value: unknown): string | undefined {
  try {
    return holds(value) ? undefined : 'it breaks a rule';
  } catch (error) {
    if (error instanceof CelError) return error.message;
    throw error;
  }
}

/** The checks of a schema's validation rules, for an object that is new. */
export function validationRules(rules: readonly ValidationRule[] = []): Check[] {
  return rules.filter(rule => !isTransition(rule)).map(ruleCheck);
}
