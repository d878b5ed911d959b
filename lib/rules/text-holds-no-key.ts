import type { Rule } from '../core/rule';
import { fault } from './fault';
import { literalsOf } from './model/literals';

/** What is a secret by its form alone. */
const FORMS: readonly { readonly what: string; readonly form: RegExp }[] = [
  {
    what: 'a private key',
    // Lines that say how it is encrypted may come before it; words about keys are no key.
    form: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----(?:\s|\\[nr])*(?:[A-Z][\w-]*: [^\n\\]*(?:\s|\\[nr])+)*[A-Za-z0-9+/=]{16}/,
  },
  { what: 'an access key of AWS', form: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a token of GitHub', form: /\bgh[pousr]_[A-Za-z0-9]{36}\b/ },
  { what: 'a token of GitLab', form: /\bglpat-[\w-]{20,}/ },
  { what: 'a token of Slack', form: /\bxox[baprs]-[\w-]{10,}/ },
];

/** What one of them at least has; most texts have none, and are looked at once. */
const HINT = /PRIVATE KEY|A[KS]IA|gh[pousr]_|glpat-|xox[baprs]-/;

/** Nobody writes these but to get in somewhere. */
export const textHoldsNoKey: Rule = {
  id: 'AMB831',
  doc: 'no private key and no token stands in a ConfigMap, a variable or an argument',
  why: 'what is written to the output folder ends up in version control and in logs, and ConfigMaps may be read by many',
  see: ['https://kubernetes.io/docs/concepts/security/secrets-good-practices/'],
  level: 'error',
  *faults(index) {
    for (const { stored, place, text } of literalsOf(index)) {
      const found = HINT.test(text) ? FORMS.find(({ form }) => form.test(text)) : undefined;
      if (found === undefined) continue;
      yield fault(
        stored,
        `${found.what} in ${place}`,
        'no secret value in a manifest',
        'take it back, since it is known now, and let a Secret that is made elsewhere hold the next one',
      );
    }
  },
};
