import { describeKey, keyOf } from '../core/object-index';
import type { Rule } from '../core/rule';
import { modelOf } from './model/model';

/** An API version that the newest definitions do not serve may be the one that an older istiod reads. */
const OTHER_VERSION = '.apiVersion';

/** The schemas, defaults and validation rules are those of the pinned definitions; a kind without one is not judged. */
export const apiServerAccepts: Rule = {
  id: 'AMB600',
  doc: 'the API server takes every object: names, schemas, and the validation rules of custom resources',
  why: 'an object that the API server refuses is not there, and everything that refers to it breaks',
  see: ['https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#validation'],
  level: 'error',
  isFinal: true,
  *faults(index) {
    for (const { source, violations } of modelOf(index).cluster.refused) {
      const object = describeKey(keyOf(source.object));
      for (const { path, message } of violations.filter(violation => violation.path !== OTHER_VERSION)) {
        yield {
          path: source.path,
          found: `${object}${path === '' ? '' : ` with ${path.slice(1)}`}: ${message}`,
          expected: 'an object that the API server takes',
          cure: 'correct the value where it is given; the definition of the kind says what is allowed',
        };
      }
    }
  },
};
