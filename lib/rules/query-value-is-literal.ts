import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { matchesOf } from './model/virtual-hosts';

/** Characters that end a query, a parameter or the whole request line. */
const ENDING = /[ &#\t\r\n]/;

/** Query parameters are compared as they are sent, escapes and all. */
export const queryValueIsLiteral: Rule = {
  id: 'AMB666',
  doc: 'the value of a query parameter to match is written as clients send it',
  why: 'parameters are compared without being decoded, so that a value with a space, & or # never matches',
  see: ['https://gateway-api.sigs.k8s.io/reference/spec/#httpqueryparammatch'],
  level: 'error',
  *faults(index) {
    for (const route of modelOf(index).routes) {
      for (const { match, place } of matchesOf(route)) {
        for (const { name, value, type = 'Exact' } of match.queryParams ?? []) {
          if (type !== 'Exact' || !ENDING.test(value)) continue;
          yield fault(
            route.stored,
            `${describe(route.stored)} with query parameter ${name} of value ${JSON.stringify(value)} in ${place}`,
            'a value as it is sent: it is not decoded before it is compared',
            `write ${encodeURIComponent(value)}, or an expression for all ways to send it`,
          );
        }
      }
    }
  },
};
