import type { Rule } from '../core/rule';
import { fault } from './fault';
import { literalsOf } from './model/literals';

/** Names that say what they hold. */
const SECRET =
  /(?:^|[._-])(?:password|passwd|api[._-]?key|(?:access|auth|bearer)[._-]token|client[._-]secret|secret[._-](?:access[._-])?key)$/i;

/** What is no password whatever it is called: nothing, a switch, a number, a path, a reference. */
const HARMLESS = /^(?:|true|false|yes|no|none|\d+|\/.*|.*[${}<].*|(?:>>)?vault:.*|op:\/\/.*|ref\+.*)$/i;

/** A password that is a text in a manifest is none any more. */
export const variableHoldsNoPassword: Rule = {
  id: 'AMB832',
  doc: 'a variable or a key that is called a password takes its value from a Secret',
  why: 'what is written to the output folder ends up in version control and in logs',
  see: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  level: 'warning',
  *faults(index) {
    for (const { stored, place, name, text } of literalsOf(index)) {
      if (name === undefined || !SECRET.test(name) || text.includes('\n') || HARMLESS.test(text)) continue;
      yield fault(
        stored,
        `${place} with a value as text`,
        'a value that comes from a Secret',
        'use valueFrom.secretKeyRef, with a Secret that is made elsewhere',
      );
    }
  },
};
