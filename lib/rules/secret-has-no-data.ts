import { describeKey, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';

/** What is written to the output folder ends up in version control and in logs. */
export const secretHasNoData: Rule = {
  id: 'AMB003',
  doc: 'no secret value is written to the output folder',
  why: 'what is written to the output folder ends up in version control and in logs',
  see: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  level: 'error',
  *faults(index) {
    for (const { object, path } of index.ofKind('Secret')) {
      const filled = ['data', 'stringData'].filter(field => Object.keys(object[field] ?? {}).length > 0);
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
