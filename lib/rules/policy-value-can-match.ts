import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { at, type Fields, objectsOf, textsOf } from './model/fields';
import { AUTHORIZATION_POLICY } from './model/kinds';
import { modelOf } from './model/model';

/** What no value of a kind of attribute can be, and what is meant. */
interface Impossible {
  readonly attributes: readonly string[];
  readonly is: (value: string) => boolean;
  readonly expected: string;
  readonly cure: string;
}

/** Stars in braces are templates of paths. */
const hasInnerStar = (value: string) => /.\*./.test(value.replace(/\{\*{1,2}\}/g, '{}'));

const IMPOSSIBLE: readonly Impossible[] = [
  {
    attributes: ['paths', 'notPaths'],
    is: value => !/^[/*{]/.test(value),
    expected: 'a path from its slash on, or * at the beginning',
    cure: 'begin the path with a slash',
  },
  {
    attributes: ['methods', 'notMethods'],
    is: value => /[a-z]/.test(value),
    expected: 'a method as HTTP writes it, as GET',
    cure: 'write it in capitals',
  },
  {
    attributes: ['paths', 'notPaths', 'hosts', 'notHosts', 'methods', 'notMethods'],
    is: hasInnerStar,
    expected: 'one * at the beginning or at the end, or {*} for a segment of a path',
    cure: 'write {*} for a segment of a path, or name the values one by one',
  },
];

function* impossibleIn(operation: Fields) {
  for (const { attributes, is, ...rest } of IMPOSSIBLE) {
    for (const attribute of attributes) {
      for (const value of textsOf(operation[attribute])) if (is(value)) yield { attribute, value, ...rest };
    }
  }
}

/** Values are compared whole, but for a star at one end. */
export const policyValueCanMatch: Rule = {
  id: 'AMB870',
  doc: 'the paths, methods and hosts of an AuthorizationPolicy are ones that a request can have',
  why: 'a value that no request has never matches: an ALLOW lets nobody in by it, a DENY keeps nobody out',
  see: [
    'https://istio.io/latest/docs/reference/config/security/authorization-policy/#Operation',
    'https://istio.io/latest/docs/concepts/security/#value-matching',
  ],
  level: 'error',
  *faults(index) {
    for (const policy of modelOf(index).cluster.ofKind(AUTHORIZATION_POLICY)) {
      const operations = objectsOf(at(policy.object, 'spec', 'rules')).flatMap(({ to }) => objectsOf(to));
      for (const operation of operations.flatMap(each => objectsOf([each.operation]))) {
        for (const { attribute, value, expected, cure } of impossibleIn(operation)) {
          yield fault(policy, `${describe(policy)} with ${attribute} ${value}`, expected, cure);
        }
      }
    }
  },
};
