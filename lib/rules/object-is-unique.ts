import { isDeepStrictEqual } from 'node:util';
import { describeKey, type KubeObject, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';

/** Of two objects with one name on a cluster, the one that is applied last replaces the other; a copy changes nothing. */
export const objectIsUnique: Rule = {
  id: 'AMB002',
  doc: 'an object of one group, kind, namespace and name is synthesized once',
  why: 'of two objects with one name on a cluster, the one that is applied last replaces the other',
  see: ['https://kubernetes.io/docs/concepts/overview/working-with-objects/names/'],
  level: 'error',
  *faults(index) {
    for (const [first, ...others] of index.duplicates()) {
      if (!isNamed(first.object)) continue;
      for (const { object, path, chart } of others) {
        // What constructs make twice is a mistake even so; of files, the one often holds what the other does.
        if (path.startsWith(`${chart}:`) && isDeepStrictEqual(object, first.object)) continue;
        yield {
          path,
          found: `${describeKey(keyOf(object))} again, which ${first.path} makes too`,
          expected: 'one object of each group, kind, namespace and name',
          cure: 'rename one of the two, or make it once and refer to it',
        };
      }
    }
  },
};

/** What has no kind is refused, and what has no name gets one of its own. */
const isNamed = ({ kind, metadata }: KubeObject): boolean =>
  typeof kind === 'string' && typeof metadata?.name === 'string';
