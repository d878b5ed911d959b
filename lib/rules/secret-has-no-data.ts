import { describeKey, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';

/** A word in capitals that stands for a value, a variable that is filled in later, and what SOPS has encrypted. */
const TELLS_NOTHING = /^\s*(?:[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+|\$\{[^}]*\}|ENC\[.*\])\s*$/s;

const tells = (value: unknown) => !(typeof value === 'string' && TELLS_NOTHING.test(value));

/** What is written to the output folder ends up in version control and in logs. */
export const secretHasNoData: Rule = {
  id: 'AMB003',
  doc: 'no secret value is written to the output folder',
  why: 'what is written to the output folder ends up in version control and in logs',
  see: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  level: 'error',
  *faults(index) {
    for (const { object, path } of index.ofKind('Secret')) {
      const filled = ['data', 'stringData'].filter(field => Object.values(object[field] ?? {}).some(tells));
      if (filled.length === 0) continue;
      yield {
        path,
        found: `${describeKey(keyOf(object))} with ${filled.join(' and ')}`,
        expected: 'no secret value in a manifest',
        cure: 'let cert-manager or another controller make the Secret, or create it from files beside the manifests',
      };
    }
  },
};
