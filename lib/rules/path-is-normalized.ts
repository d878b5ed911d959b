import type { Rule } from '../core/rule';
import { fault } from './fault';
import { describe } from './model/cluster';
import { modelOf } from './model/model';
import { matchesOf } from './model/virtual-hosts';

const ESCAPED = /%[0-9a-f]{2}/gi;
const UNRESERVED = /[A-Za-z0-9._~-]/;

const decodeOne = (escaped: string) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16));

/** A path as a gateway sees it: characters that need no escape have none. */
const normalized = (path: string) =>
  path.replace(ESCAPED, escaped => (UNRESERVED.test(decodeOne(escaped)) ? decodeOne(escaped) : escaped));

/** A gateway decodes what needs no escape before it compares. */
export const pathIsNormalized: Rule = {
  id: 'AMB665',
  doc: 'a path to match has no escape of a character that needs none',
  why: 'paths of requests are normalized before they are compared, so that such a match never holds',
  see: ['https://istio.io/latest/docs/reference/config/security/normalization/'],
  level: 'error',
  *faults(index) {
    for (const route of modelOf(index).routes) {
      for (const { match, place } of matchesOf(route)) {
        const { type, value = '' } = match.path ?? {};
        if (type === 'RegularExpression' || normalized(value) === value) continue;
        yield fault(
          route.stored,
          `${describe(route.stored)} with path ${value} in ${place}`,
          `the path as it is compared: ${normalized(value)}`,
          `write ${normalized(value)}`,
        );
      }
    }
  },
};
